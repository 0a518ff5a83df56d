package weftline.kv.rocksdb;

import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;

/// The database as it was at one moment.
final class RocksSnapshot implements KeyValueStore.Snapshot {
  private final Database database;
  private final RocksDB rocks;
  private final Snapshot moment;
  private final ReadOptions options;
  private boolean released;

  RocksSnapshot(Database database, RocksDB rocks) {
    this.database = database;
    this.rocks = rocks;
    this.moment = rocks.getSnapshot();
    this.options = new ReadOptions().setSnapshot(moment);
  }

  @Override
  public Optional<byte[]> get(Key key) {
    database.enter();
    try {
      return Optional.ofNullable(rocks.get(options, key.bytes()));
    } catch (RocksDBException e) {
      throw new StoreException("Cannot read a key: " + e.getMessage() + ".", e);
    } finally {
      database.leave();
    }
  }

  @Override
  public KeyValueStore.Cursor scan(Key from, Optional<Key> to) {
    database.enter();
    try {
      Optional<Slice> end = to.map(key -> new Slice(key.bytes()));
      ReadOptions bounded = new ReadOptions(options);
      end.ifPresent(bounded::setIterateUpperBound);
      return new RocksCursor(database, rocks.newIterator(bounded), bounded, end, from);
    } finally {
      database.leave();
    }
  }

  @Override
  public void close() {
    if (released || !database.enteredToRelease()) {
      return;
    }
    try {
      released = true;
      options.close();
      rocks.releaseSnapshot(moment);
    } finally {
      database.leave();
    }
  }
}
