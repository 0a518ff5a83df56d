package weftline.storage.table;

import weftline.storage.AccessList;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A table without its entities.
///
/// @param name as it was given when the table was made
/// @param generation names this life of the table in the keys of its entities
record TableRow(String name, long generation, AccessList access) {
  static TableRow read(byte[] row) {
    RowReader in = new RowReader(row);
    return new TableRow(in.text(), in.number(), AccessList.read(in));
  }

  TableRow withAccess(AccessList newAccess) {
    return new TableRow(name, generation, newAccess);
  }

  byte[] toBytes() {
    return access.write(new RowWriter().text(name).number(generation)).toBytes();
  }
}
