package weftline.kv.rocksdb;

/// How much an engine may hold in memory.
///
/// @param cacheBytes of data, indexes and filters read from disk
/// @param writeBufferBytes of rows that are in the log and not yet in a sorted file
/// @param waitingMax batches that may wait for the writer before new ones are refused
public record RocksSettings(long cacheBytes, long writeBufferBytes, int waitingMax) {
  public RocksSettings {
    if (cacheBytes < 1 || writeBufferBytes < 1 || waitingMax < 1) {
      throw new IllegalArgumentException("All limits of an engine must be at least 1.");
    }
  }

  public static RocksSettings defaults() {
    return new RocksSettings(64 << 20, 32 << 20, 16_384);
  }
}
