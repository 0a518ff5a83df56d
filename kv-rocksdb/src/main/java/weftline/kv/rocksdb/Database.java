package weftline.kv.rocksdb;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import weftline.kv.DiskFullException;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;

/// The native database, kept from being used after it is closed: that would end the process.
final class Database {
  private static final int OPEN_FILES_MAX = 512;
  private static final int FILTER_BITS_PER_KEY = 10;
  private static final int CACHE_SHARD_BITS = 2;
  private static final double CACHE_SHARE_OF_INDEXES = 0.5;
  private static final int WRITE_BUFFERS_MAX = 3;
  private static final int INFO_LOGS_MAX = 3;
  private static final long INFO_LOG_BYTES_MAX = 1 << 20;

  private final RocksDB rocks;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final Deque<AutoCloseable> settings;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private boolean closed;

  private Database(RocksDB rocks, Deque<AutoCloseable> settings) {
    this.rocks = rocks;
    this.settings = settings;
  }

  static Database open(Path rows, RocksSettings settings) {
    return open(rows, settings, RocksDB::open);
  }

  static Database openToRead(Path rows, RocksSettings settings) {
    return open(rows, settings, RocksDB::openReadOnly);
  }

  private static Database open(Path rows, RocksSettings settings, Opener opener) {
    Deque<AutoCloseable> natives = new ArrayDeque<>();
    Options options = options(settings, natives);
    try {
      return new Database(opener.open(options, rows.toString()), natives);
    } catch (RocksDBException e) {
      closeAll(natives);
      throw new StoreException("Cannot open the store in " + rows + ": " + e.getMessage() + ".", e);
    }
  }

  private static Options options(RocksSettings settings, Deque<AutoCloseable> natives) {
    LRUCache cache =
        new LRUCache(settings.cacheBytes(), CACHE_SHARD_BITS, false, CACHE_SHARE_OF_INDEXES);
    natives.push(cache);
    BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
    natives.push(filter);
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(table(cache, filter))
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setWriteBufferSize(settings.writeBufferBytes() / WRITE_BUFFERS_MAX)
            .setMaxWriteBufferNumber(WRITE_BUFFERS_MAX)
            .setDbWriteBufferSize(settings.writeBufferBytes())
            .setMaxOpenFiles(OPEN_FILES_MAX)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
            .setKeepLogFileNum(INFO_LOGS_MAX);
    natives.push(options);
    return options;
  }

  /// Indexes and filters in small parts, so that the cache holds those that are used. In one piece,
  /// a filter of a million keys is as large as a shard of the cache, and is read for each key.
  private static BlockBasedTableConfig table(LRUCache cache, BloomFilter filter) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinTopLevelIndexAndFilter(true)
        .setPinL0FilterAndIndexBlocksInCache(true)
        .setFilterPolicy(filter);
  }

  Optional<byte[]> get(byte[] key) {
    enter();
    try {
      return Optional.ofNullable(rocks.get(key));
    } catch (RocksDBException e) {
      throw new StoreException("Cannot read a key: " + e.getMessage() + ".", e);
    } finally {
      leave();
    }
  }

  /// Returns when the changes are on disk.
  void write(WriteBatch writes) {
    enter();
    try {
      rocks.write(synced, writes);
    } catch (RocksDBException e) {
      throw refusal("Cannot write to the store's log: " + e.getMessage() + ".", e);
    } finally {
      leave();
    }
  }

  private static StoreException refusal(String message, RocksDBException cause) {
    boolean full =
        Optional.ofNullable(cause.getStatus())
            .filter(status -> status.getSubCode() == Status.SubCode.NoSpace)
            .isPresent();
    return full || DiskFullException.isReason(message)
        ? new DiskFullException(message, cause)
        : new StoreException(message, cause);
  }

  void copyTo(Path target) {
    enter();
    try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
      checkpoint.createCheckpoint(target.toString());
    } catch (RocksDBException e) {
      throw refusal("Cannot copy the store to " + target + ": " + e.getMessage() + ".", e);
    } finally {
      leave();
    }
  }

  KeyValueStore.Snapshot snapshot() {
    enter();
    try {
      return new RocksSnapshot(this, rocks);
    } finally {
      leave();
    }
  }

  /// Stands before every use of the native database; [#leave] stands after it.
  void enter() {
    gate.readLock().lock();
    if (closed) {
      gate.readLock().unlock();
      throw new StoreException("The store is closed.");
    }
  }

  /// Like [#enter], but says no instead of failing.
  boolean enteredToRelease() {
    gate.readLock().lock();
    if (closed) {
      gate.readLock().unlock();
    }
    return !closed;
  }

  void leave() {
    gate.readLock().unlock();
  }

  void close() {
    gate.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      rocks.close();
      synced.close();
      closeAll(settings);
    } finally {
      gate.writeLock().unlock();
    }
  }

  private static void closeAll(Deque<AutoCloseable> natives) {
    for (AutoCloseable each : natives) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("A native setting does not close.", e);
      }
    }
  }

  /// A way to open a database.
  @FunctionalInterface
  private interface Opener {
    RocksDB open(Options options, String path) throws RocksDBException;
  }
}
