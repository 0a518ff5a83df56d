package weftline.model;

/// What a node is asked to try on itself before it is trusted.
///
/// @param number orders the tests of one node
/// @param diskMegabytes how much is written to disk and read again
/// @param memoryMegabytes how much memory is filled with patterns and read again
/// @param rounds how often all of it is done
public record SelfTest(long number, int diskMegabytes, int memoryMegabytes, int rounds) {
  public SelfTest {
    if (diskMegabytes < 0 || memoryMegabytes < 0 || rounds < 0) {
      throw new IllegalArgumentException("a test of less than nothing");
    }
  }

  /// How a test ended.
  ///
  /// @param detail one line for people
  public record Result(long number, boolean passed, String detail) {}
}
