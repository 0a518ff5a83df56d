package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.blob.BlobCheck;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueCheck;
import weftline.storage.table.TableCheck;

/// A real process on a real disk is killed at random moments: what it has acknowledged is there
/// when it comes back, of what it has not there is all or nothing, and a check finds no damage.
class CrashTest {
  private static final int KILLS = 3;
  private static final int KILLS_LONG = 200;
  private static final int CLIENTS_OF_EACH_KIND = 2;
  private static final int ACKNOWLEDGED_MAX = 120;

  @TempDir Path folder;

  private final Promises promises = new Promises();
  private final Random random = new Random(42);

  @Test
  void everyPromiseIsKept() throws IOException, InterruptedException {
    killAgainAndAgain(KILLS);
  }

  @Test
  @Tag("long")
  void everyPromiseIsKeptForLong() throws IOException, InterruptedException {
    killAgainAndAgain(KILLS_LONG);
  }

  private void killAgainAndAgain(int kills) throws IOException, InterruptedException {
    for (int round = 0; round <= kills; round++) {
      try (CrashProcess server = CrashProcess.start(folder)) {
        CrashClients clients = new CrashClients(server, promises, round);
        clients.check(CLIENTS_OF_EACH_KIND);
        if (round < kills) {
          clients.prepare();
          writeAndKill(server, clients);
        }
      }
      checkFolder();
    }
  }

  private void writeAndKill(CrashProcess server, CrashClients clients) throws InterruptedException {
    promises.breakAfter(1 + random.nextInt(ACKNOWLEDGED_MAX), server::kill);
    ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int each = 0; each < CLIENTS_OF_EACH_KIND; each++) {
      int client = each;
      threads.add(start(server, () -> clients.writeBlobs(client), broken));
      threads.add(start(server, () -> clients.writeMessages(client), broken));
      threads.add(start(server, () -> clients.writeEntities(client), broken));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(broken).isEmpty();
  }

  private static Thread start(
      CrashProcess server, Work work, ConcurrentLinkedQueue<Throwable> broken) {
    return Thread.ofPlatform().start(() -> attempt(server, work, broken));
  }

  private static void attempt(
      CrashProcess server, Work work, ConcurrentLinkedQueue<Throwable> broken) {
    try {
      work.run();
    } catch (IOException _) {
      return; // the server is gone
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      broken.add(e);
      server.kill();
    }
  }

  private void checkFolder() throws IOException {
    CheckReport report = new CheckReport(_ -> {});
    try (RocksStore store =
            RocksStore.openToRead(
                folder.resolve("rows"), RocksSettings.defaults(), Thread::new, Runnable::run);
        ExtentStore extents = ExtentStore.open(folder.resolve("extents"), Runnable::run);
        KeyValueStore.Snapshot snapshot = store.snapshot()) {
      QueueCheck.run(snapshot, report);
      TableCheck.run(snapshot, report);
      BlobCheck.run(snapshot, extents, report);
    }
    assertThat(report.damage()).isEmpty();
  }

  /// What a client does until the server is gone.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
