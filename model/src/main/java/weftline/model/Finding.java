package weftline.model;

/// One thing to say about a file: where, what, why it matters, how to cure it.
///
/// @param line counts from 1
/// @param column counts from 1
public record Finding(
    Severity severity, String file, int line, int column, String message, String why, String cure) {

  /// Whether the file can be used in spite of the finding.
  public enum Severity {
    ERROR,
    WARNING
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// One line, as compilers print it, then the cause and the cure.
  @Override
  public String toString() {
    return "%s:%d:%d: %s: %s%n    why:  %s%n    cure: %s"
        .formatted(file, line, column, isError() ? "error" : "warning", message, why, cure);
  }
}
