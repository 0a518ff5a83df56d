package weftline.storage.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// What a path of the table service names.
sealed interface TablePath {
  Pattern ROW =
      Pattern.compile(
          "([^()/]+)\\(\\s*PartitionKey='((?:[^']|'')*)'\\s*,\\s*RowKey='((?:[^']|'')*)'\\s*\\)");
  Pattern TABLE = Pattern.compile("Tables\\('([^']*)'\\)");
  Pattern ROWS = Pattern.compile("([^()/]+)(\\(\\))?");
  int PATH_MAX = 8_192;

  /// The account itself.
  record Account() implements TablePath {}

  /// All tables.
  record AllTables() implements TablePath {}

  /// One table as an entry in the list of tables.
  record OneTable(String name) implements TablePath {}

  /// All entities of a table.
  record Rows(String table) implements TablePath {}

  /// One entity.
  record Row(String table, String partition, String row) implements TablePath {}

  /// Several changes together.
  record Batch() implements TablePath {}

  /// Reads a path that is decoded, without the account and the slash after it.
  static TablePath parse(String path) {
    if (path.length() > PATH_MAX) {
      throw new StorageException(StorageError.INVALID_URI);
    }
    return switch (path) {
      case "" -> new Account();
      case "Tables", "Tables()" -> new AllTables();
      case "$batch" -> new Batch();
      default ->
          oneTable(path)
              .or(() -> row(path))
              .or(() -> rows(path))
              .orElseThrow(() -> new StorageException(StorageError.INVALID_URI));
    };
  }

  private static Optional<TablePath> oneTable(String path) {
    Matcher matcher = TABLE.matcher(path);
    return matcher.matches() ? Optional.of(new OneTable(matcher.group(1))) : Optional.empty();
  }

  private static Optional<TablePath> row(String path) {
    Matcher matcher = ROW.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new Row(matcher.group(1), unquoted(matcher.group(2)), unquoted(matcher.group(3))))
        : Optional.empty();
  }

  private static Optional<TablePath> rows(String path) {
    Matcher matcher = ROWS.matcher(path);
    return matcher.matches() ? Optional.of(new Rows(matcher.group(1))) : Optional.empty();
  }

  private static String unquoted(String text) {
    return text.replace("''", "'");
  }
}
