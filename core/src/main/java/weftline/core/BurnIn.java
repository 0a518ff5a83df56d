package weftline.core;

import weftline.model.SelfTest;

/// How thoroughly a machine is tried before it is trusted.
public record BurnIn(int diskMegabytes, int memoryMegabytes, int rounds) {
  public static final BurnIn DEFAULT = new BurnIn(64, 64, 3);

  /// For machines that are known to work, and people who wait.
  public static final BurnIn SHORT = new BurnIn(1, 1, 1);

  public BurnIn {
    if (diskMegabytes < 0 || memoryMegabytes < 0 || rounds < 1) {
      throw new IllegalArgumentException("a burn-in tries something, at least once");
    }
  }

  SelfTest test(long number) {
    return new SelfTest(number, diskMegabytes, memoryMegabytes, rounds);
  }
}
