package weftline.storage.blob;

import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Some consecutive bytes of a blob: a part of a content, mostly all of it.
///
/// @param block the block that the client has put, in Base64; empty if it was none
/// @param skip how many bytes of the content stand before those that count
record Piece(String block, Content content, long skip, long length) {
  static Piece of(Block block) {
    return new Piece(block.id(), block.content(), 0, block.content().length());
  }

  /// Not of a block that has a name.
  static Piece of(Content content) {
    return new Piece("", content, 0, content.length());
  }

  static Piece read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    return new Piece(row.text(), Content.read(row), row.number(), row.number());
  }

  byte[] toBytes() {
    RowWriter row = new RowWriter().text(block);
    content.write(row);
    return row.number(skip).number(length).toBytes();
  }

  /// The part between two places, counted from the beginning of this piece.
  Piece part(long from, long to) {
    return new Piece(block, content, skip + from, to - from);
  }

  /// A piece where it lies in its blob.
  record Placed(long start, Piece piece) {
    long end() {
      return start + piece.length();
    }

    /// Whether both are parts of one content that begins at the same place. Where both are, the
    /// bytes are the same; the reverse need not be true.
    boolean showsSameBytesAs(Placed other) {
      return start - piece.skip() == other.start - other.piece.skip()
          && piece.content().isSameAs(other.piece.content());
    }

    /// Without what lies at this offset or after it.
    Placed before(long offset) {
      return end() <= offset ? this : new Placed(start, piece.part(0, offset - start));
    }
  }
}
