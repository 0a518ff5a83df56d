package weftline.storage.blob;

/// The rows that stand beside a blob's present state, by the time that tells them apart: snapshots,
/// earlier versions, deleted states that can be had back.
final class History {
  private History() {}

  /// What a row in the history is.
  enum Kind {
    SNAPSHOT(0),
    VERSION(1),
    /// What the blob was when it was deleted softly.
    BASE(2);

    private static final Kind[] ALL = values();

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(int number) {
      return ALL[number];
    }

    int number() {
      return number;
    }
  }
}
