package weftline.storage;

/// What an operation works on: the service itself, a container (table, queue), or one object in it
/// (blob, entity, message). Account signatures are limited to some of these.
public enum Level {
  SERVICE('s'),
  CONTAINER('c'),
  OBJECT('o');

  private final char letter;

  Level(char letter) {
    this.letter = letter;
  }

  /// As the `srt` field of a signature writes it.
  char letter() {
    return letter;
  }
}
