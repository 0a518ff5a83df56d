package weftline.storage.table;

import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A table without its entities.
///
/// @param name as it was given when the table was made
/// @param generation names this life of the table in the keys of its entities
record TableRow(String name, long generation) {
  static TableRow read(byte[] row) {
    RowReader in = new RowReader(row);
    return new TableRow(in.text(), in.number());
  }

  byte[] toBytes() {
    return new RowWriter().text(name).number(generation).toBytes();
  }
}
