package weftline.storage;

import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// Reads rows one after the other, and reports those that cannot be understood.
public record RowCheck(KeyValueStore.Snapshot snapshot, CheckReport report) {
  /// Every row whose key starts so.
  ///
  /// @param what they are, for people
  public void each(String what, Key prefix, Reader reader) {
    try (KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (cursor.next()) {
        report.row();
        read(what, cursor.key(), cursor.value(), reader);
      }
    } catch (RuntimeException e) {
      // The engine's own checksums: nothing behind this place can be reached by walking on.
      report.damage("the rows of " + what + " cannot be read on: " + e.getMessage());
    }
  }

  /// Whatever a reader of rows throws, the row is what is wrong.
  private void read(String what, Key key, byte[] row, Reader reader) {
    try {
      reader.read(key, row);
    } catch (RuntimeException e) {
      report.damage("%s with the key %s cannot be read: %s".formatted(what, key, e));
    }
  }

  /// Looks at one row.
  @FunctionalInterface
  public interface Reader {
    void read(Key key, byte[] row);
  }
}
