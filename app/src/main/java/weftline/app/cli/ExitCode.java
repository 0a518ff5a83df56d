package weftline.app.cli;

/// What the command line ends with, so that scripts can tell outcomes apart.
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int CHANGES = 2;
  static final int UNPLACEABLE = 3;
  static final int TIMED_OUT = 4;
  static final int ROLLED_BACK = 5;
  static final int USAGE = 64;
  static final int UNREACHABLE = 69;
  static final int NOT_ALLOWED = 77;

  private ExitCode() {}
}
