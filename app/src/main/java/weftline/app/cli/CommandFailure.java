package weftline.app.cli;

/// A command cannot do what it was asked: why, what would help, and how the program ends.
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;
  private static final int UNAVAILABLE = 503;

  private final int exitCode;
  private final String cure;
  private final int status;

  CommandFailure(int exitCode, String message, String cure) {
    this(exitCode, message, cure, 0);
  }

  /// @param status of the API's answer, 0 if there was none
  CommandFailure(int exitCode, String message, String cure, int status) {
    super(message);
    this.exitCode = exitCode;
    this.cure = cure;
    this.status = status;
  }

  static CommandFailure usage(String message, String cure) {
    return new CommandFailure(ExitCode.USAGE, message, cure);
  }

  static CommandFailure failed(String message, String cure) {
    return new CommandFailure(ExitCode.FAILED, message, cure);
  }

  int exitCode() {
    return exitCode;
  }

  String cure() {
    return cure;
  }

  boolean isNotFound() {
    return status == 404;
  }

  /// Nobody answered, or nobody who knows: the controllers may just be choosing another primary.
  boolean mayPass() {
    return exitCode == ExitCode.UNREACHABLE || status == UNAVAILABLE;
  }
}
