package weftline.bench;

/// The three services. Their ports follow each other.
enum Service {
  BLOB(0),
  QUEUE(1),
  TABLE(2);

  private final int portOffset;

  Service(int portOffset) {
    this.portOffset = portOffset;
  }

  int portAfter(int first) {
    return first + portOffset;
  }
}
