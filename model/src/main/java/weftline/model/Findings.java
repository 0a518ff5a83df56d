package weftline.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what there is to say about one service model; keeps at most [#MAX].
final class Findings {
  static final int MAX = 1_000;

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column);

  private final List<Finding> findings = new ArrayList<>();

  void error(Position position, String message, String why, String cure) {
    add(Finding.Severity.ERROR, position, message, why, cure);
  }

  void warning(Position position, String message, String why, String cure) {
    add(Finding.Severity.WARNING, position, message, why, cure);
  }

  boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  boolean hasErrorsIn(String file) {
    return findings.stream().anyMatch(each -> each.isError() && each.file().equals(file));
  }

  /// By file, then by place in it.
  List<Finding> sorted() {
    return findings.stream().sorted(ORDER).toList();
  }

  private void add(
      Finding.Severity severity, Position at, String message, String why, String cure) {
    if (findings.size() < MAX) {
      findings.add(new Finding(severity, at.file(), at.line(), at.column(), message, why, cure));
    }
  }
}
