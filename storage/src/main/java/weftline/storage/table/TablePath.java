package weftline.storage.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// What a path of the table service names.
sealed interface TablePath {
  Pattern ROW = Pattern.compile("([^()/]+)\\(\\s*PartitionKey='");
  Pattern ROW_KEY = Pattern.compile("'\\s*,\\s*RowKey='");
  Pattern ROW_END = Pattern.compile("'\\s*\\)");
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
          isName(path)
              ? new Rows(path)
              : oneTable(path)
                  .or(() -> row(path))
                  .or(() -> rows(path))
                  .orElseThrow(() -> new StorageException(StorageError.INVALID_URI));
    };
  }

  /// Most paths are, and need no expression.
  private static boolean isName(String path) {
    return path.indexOf('(') < 0 && path.indexOf(')') < 0 && path.indexOf('/') < 0;
  }

  private static Optional<TablePath> oneTable(String path) {
    Matcher matcher = TABLE.matcher(path);
    return matcher.matches() ? Optional.of(new OneTable(matcher.group(1))) : Optional.empty();
  }

  /// Without one expression for all of it: Java's would need a stack as deep as the keys are long.
  private static Optional<TablePath> row(String path) {
    Matcher table = ROW.matcher(path);
    if (!table.lookingAt()) {
      return Optional.empty();
    }
    int partitionEnd = endOfText(path, table.end());
    Matcher rowKey = ROW_KEY.matcher(path).region(partitionEnd, path.length());
    if (!rowKey.lookingAt()) {
      return Optional.empty();
    }
    int rowEnd = endOfText(path, rowKey.end());
    if (!ROW_END.matcher(path).region(rowEnd, path.length()).matches()) {
      return Optional.empty();
    }
    String partition = path.substring(table.end(), partitionEnd);
    String row = path.substring(rowKey.end(), rowEnd);
    return Optional.of(new Row(table.group(1), unquoted(partition), unquoted(row)));
  }

  /// Where the quote is that ends a text, in which quotes are doubled.
  private static int endOfText(String path, int start) {
    int at = path.indexOf('\'', start);
    while (at >= 0 && path.startsWith("''", at)) {
      at = path.indexOf('\'', at + 2);
    }
    return at < 0 ? path.length() : at;
  }

  private static Optional<TablePath> rows(String path) {
    Matcher matcher = ROWS.matcher(path);
    return matcher.matches() ? Optional.of(new Rows(matcher.group(1))) : Optional.empty();
  }

  private static String unquoted(String text) {
    return text.replace("''", "'");
  }
}
