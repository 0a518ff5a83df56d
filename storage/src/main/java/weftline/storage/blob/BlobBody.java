package weftline.storage.blob;

import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// What a blob's row knows of its bytes.
record BlobBody(BlobKind kind, long length, LayoutRef layout) {
  /// What follows the length in a row.
  static BlobBody read(long length, RowReader row) {
    return new BlobBody(BlobKind.of(row.smallNumber()), length, LayoutRef.read(row));
  }

  void write(RowWriter row) {
    row.number(kind.number());
    layout.write(row);
  }

  BlobBody asShared() {
    return new BlobBody(kind, length, layout.asShared());
  }
}
