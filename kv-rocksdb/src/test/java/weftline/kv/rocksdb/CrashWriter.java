package weftline.kv.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore.Outcome;

/// The child of [CrashTest]: writes numbered keys as fast as it can and prints each number once its
/// commit has been acknowledged, until it is killed.
final class CrashWriter {
  private static final int OUTSTANDING_MAX = 256;

  private CrashWriter() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RocksStore store =
        RocksStore.open(
            Path.of(arguments[0]),
            new RocksSettings(1 << 20, 1 << 20, OUTSTANDING_MAX),
            Thread::new,
            ForkJoinPool.commonPool());
    Semaphore outstanding = new Semaphore(OUTSTANDING_MAX);
    for (long number = Long.parseLong(arguments[1]); ; number++) {
      outstanding.acquire();
      long acknowledged = number;
      var _ =
          store
              .commit(
                  Batch.builder()
                      .put(key('a', number), new byte[700])
                      .put(key('b', number), new byte[1])
                      .build())
              .thenAccept(outcome -> {
                if (outcome == Outcome.COMMITTED) {
                  System.out.println(acknowledged);
                }
                outstanding.release();
              });
    }
  }

  static Key key(char kind, long number) {
    return Key.of(
        ByteBuffer.allocate(Character.BYTES + Long.BYTES).putChar(kind).putLong(number).array());
  }
}
