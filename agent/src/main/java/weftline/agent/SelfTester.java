package weftline.agent;

import weftline.model.SelfTest;

/// Tries whether a machine can be trusted.
@FunctionalInterface
public interface SelfTester {
  /// For a machine that exists in name only: it passes every test.
  SelfTester PASSING = test -> new SelfTest.Result(test.number(), true, "there was nothing to try");

  /// Never fails: what goes wrong is the result.
  SelfTest.Result run(SelfTest test);
}
