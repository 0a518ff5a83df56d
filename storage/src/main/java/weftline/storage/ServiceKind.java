package weftline.storage;

/// The three services; each has a port of its own.
public enum ServiceKind {
  BLOB('b', "blob", 10_000),
  QUEUE('q', "queue", 10_001),
  TABLE('t', "table", 10_002);

  private final char letter;
  private final String title;
  private final int developmentPort;

  ServiceKind(char letter, String title, int developmentPort) {
    this.letter = letter;
    this.title = title;
    this.developmentPort = developmentPort;
  }

  /// Where tools look for the service of the development account.
  int developmentPort() {
    return developmentPort;
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
