package weftline.kv.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.WriteBatch;
import weftline.kv.StoreException;

/// The database that is open now. RocksDB never writes again after its log could not grow, so the
/// writer opens it anew, once there is room.
final class Engine {
  private final Path rows;
  private final RocksSettings settings;
  private volatile Database database;
  private boolean failing;

  private Engine(Path rows, RocksSettings settings, Database database) {
    this.rows = rows;
    this.settings = settings;
    this.database = database;
  }

  static Engine open(Path rows, RocksSettings settings) {
    return new Engine(rows, settings, Database.open(rows, settings));
  }

  /// Every write fails.
  static Engine openToRead(Path rows, RocksSettings settings) {
    return new Engine(rows, settings, Database.openToRead(rows, settings));
  }

  /// For reading.
  Database database() {
    return database;
  }

  /// Opens the database anew if its last write failed and there is room again. To be called before
  /// guards are judged: opening may bring back a write that was answered as failed, because it had
  /// reached the log before its sync failed. Only for the writer.
  void recover() {
    if (failing && hasRoom()) {
      database.close();
      database = Database.open(rows, settings);
      failing = false;
    }
  }

  /// Only for the writer.
  void write(WriteBatch writes) {
    try {
      database.write(writes);
    } catch (StoreException e) {
      failing = true;
      throw e;
    }
  }

  /// Room for the log to be read back into sorted files: without it, opening fails and there would
  /// be nothing to read from either.
  private boolean hasRoom() {
    try {
      return Files.getFileStore(rows).getUsableSpace() > 2 * settings.writeBufferBytes();
    } catch (IOException _) {
      return false;
    }
  }

  void close() {
    database.close();
  }
}
