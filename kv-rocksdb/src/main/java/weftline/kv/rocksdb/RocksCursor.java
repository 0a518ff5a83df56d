package weftline.kv.rocksdb;

import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;

/// Walks over the entries of a snapshot.
final class RocksCursor implements KeyValueStore.Cursor {
  private final Database database;
  private final RocksIterator iterator;
  private final ReadOptions options;
  private final Optional<Slice> end;
  private final Key from;
  private State state = State.BEFORE;

  RocksCursor(
      Database database,
      RocksIterator iterator,
      ReadOptions options,
      Optional<Slice> end,
      Key from) {
    this.database = database;
    this.iterator = iterator;
    this.options = options;
    this.end = end;
    this.from = from;
  }

  @Override
  public boolean next() {
    database.enter();
    try {
      switch (state) {
        case BEFORE -> iterator.seek(from.bytes());
        case AT -> iterator.next();
        case AFTER, CLOSED -> {
          return false;
        }
      }
      if (iterator.isValid()) {
        state = State.AT;
        return true;
      }
      state = State.AFTER;
      iterator.status(); // an iterator that has failed is not valid
      return false;
    } catch (RocksDBException e) {
      throw new StoreException("Cannot read on: " + e.getMessage() + ".", e);
    } finally {
      database.leave();
    }
  }

  @Override
  public Key key() {
    return Key.of(current(true));
  }

  @Override
  public byte[] value() {
    return current(false);
  }

  private byte[] current(boolean key) {
    database.enter();
    try {
      if (state != State.AT) {
        throw new IllegalStateException("The cursor stands at no entry.");
      }
      return key ? iterator.key() : iterator.value();
    } finally {
      database.leave();
    }
  }

  @Override
  public void close() {
    if (state == State.CLOSED || !database.enteredToRelease()) {
      return;
    }
    try {
      state = State.CLOSED;
      iterator.close();
      options.close();
      end.ifPresent(Slice::close);
    } finally {
      database.leave();
    }
  }

  /// Where the cursor stands.
  private enum State {
    BEFORE,
    AT,
    AFTER,
    CLOSED
  }
}
