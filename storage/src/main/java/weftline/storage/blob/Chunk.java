package weftline.storage.blob;

import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Some bytes in an extent, and their CRC32C, which every read checks.
record Chunk(long extent, long offset, int length, int checksum) {
  /// Where somebody would look for it.
  @Override
  public String toString() {
    return "%,d bytes of extent %d from %d on".formatted(length, extent, offset);
  }

  static Chunk read(RowReader row) {
    return new Chunk(row.number(), row.number(), row.smallNumber(), row.smallNumber());
  }

  void write(RowWriter row) {
    row.number(extent).number(offset).number(length).number(checksum);
  }
}
