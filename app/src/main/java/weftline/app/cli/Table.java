package weftline.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aligned columns for people.
final class Table {
  private static final String ESCAPES = "\u001b\\[[0-9;]*m";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    row(titles);
  }

  void row(String... cells) {
    rows.add(Arrays.asList(cells));
  }

  List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /// Without colours.
  static int length(String cell) {
    return (int) cell.replaceAll(ESCAPES, "").codePoints().count();
  }

  static String padded(String cell, int width) {
    return cell + " ".repeat(Math.max(0, width - length(cell)));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      boolean last = i == row.size() - 1;
      line.append(last ? row.get(i) : padded(row.get(i), widths[i] + 2));
    }
    return line.toString().stripTrailing();
  }
}
