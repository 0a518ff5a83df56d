package weftline.storage.blob;

import java.util.Arrays;
import java.util.Optional;

/// What can be done with the bytes of a blob.
enum BlobKind {
  BLOCK(0, "BlockBlob"),
  PAGE(1, "PageBlob"),
  APPEND(2, "AppendBlob");

  private static final BlobKind[] ALL = values();

  private final int number;
  private final String wireName;

  BlobKind(int number, String wireName) {
    this.number = number;
    this.wireName = wireName;
  }

  static BlobKind of(int number) {
    return ALL[number];
  }

  static Optional<BlobKind> named(String wireName) {
    return Arrays.stream(ALL).filter(kind -> kind.wireName.equalsIgnoreCase(wireName)).findFirst();
  }

  /// As rows have it.
  int number() {
    return number;
  }

  /// As `x-ms-blob-type` has it.
  String wireName() {
    return wireName;
  }
}
