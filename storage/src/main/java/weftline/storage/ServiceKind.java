package weftline.storage;

/// The three services; each has a port of its own.
public enum ServiceKind {
  BLOB('b', "blob"),
  QUEUE('q', "queue"),
  TABLE('t', "table");

  private final char letter;
  private final String title;

  ServiceKind(char letter, String title) {
    this.letter = letter;
    this.title = title;
  }

  /// As shared access signatures write it.
  char letter() {
    return letter;
  }

  @Override
  public String toString() {
    return title;
  }
}
