package weftline.storage.blob;

import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// Names the rows that hold the bytes of a blob, and says enough of them that a small blob is read
/// and replaced without a scan.
///
/// @param id tells the layouts of one blob apart
/// @param shared whether another row of the blob, such as a snapshot, may name the layout too
record LayoutRef(long id, Form form, boolean shared) {
  /// How the bytes are kept.
  enum Form {
    /// There are none, or none but zeros.
    NONE(0),
    /// In one row of their own.
    INLINE(1),
    /// In one piece, which ends where the blob does.
    SINGLE(2),
    /// In pieces.
    MANY(3);

    private static final Form[] ALL = values();

    private final int number;

    Form(int number) {
      this.number = number;
    }
  }

  static LayoutRef of(long id, Form form) {
    return new LayoutRef(id, form, false);
  }

  static LayoutRef read(RowReader row) {
    long id = row.number();
    int form = row.smallNumber();
    return new LayoutRef(id, Form.ALL[form >> 1], (form & 1) == 1);
  }

  void write(RowWriter row) {
    row.number(id).number(form.number * 2L + (shared ? 1 : 0));
  }

  LayoutRef asShared() {
    return new LayoutRef(id, form, true);
  }
}
