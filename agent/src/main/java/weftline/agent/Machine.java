package weftline.agent;

/// What an agent can try and change of the machine it runs on.
public record Machine(SelfTester tester, OperatingSystem system) {
  /// One that exists in name only.
  public static final Machine IN_NAME = new Machine(SelfTester.PASSING, OperatingSystem.UNKNOWN);
}
