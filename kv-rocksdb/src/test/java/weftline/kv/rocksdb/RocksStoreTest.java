package weftline.kv.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.KeyValueStore.Outcome;
import weftline.kv.KeyValueStoreContract;
import weftline.kv.StoreException;

final class RocksStoreTest extends KeyValueStoreContract {
  @TempDir Path folder;

  @Override
  protected KeyValueStore open() throws IOException {
    return open(folder.resolve("store"), RocksSettings.defaults());
  }

  private static RocksStore open(Path path, RocksSettings settings) throws IOException {
    return RocksStore.open(path, settings, Thread::new, ForkJoinPool.commonPool());
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() throws IOException {
    Path path = folder.resolve("again");
    try (RocksStore store = open(path, RocksSettings.defaults())) {
      store.commit(put("a", "1")).toCompletableFuture().join();
    }
    try (RocksStore store = open(path, RocksSettings.defaults())) {
      assertThat(store.get(key("a"))).hasValue("1".getBytes(UTF_8));
    }
  }

  @Test
  void aFolderHasOneOwner() throws IOException {
    Path path = folder.resolve("owned");
    try (RocksStore _ = open(path, RocksSettings.defaults())) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> open(path, RocksSettings.defaults()))
          .withMessageContaining("is open in another program")
          .withMessageContaining(path.toString());
    }
    open(path, RocksSettings.defaults()).close();
  }

  @Test
  void nobodyWaitsForAWriterThatABugHasEnded() throws IOException {
    List<Throwable> bugs = new ArrayList<>();
    RocksStore store =
        RocksStore.open(
            folder.resolve("broken"),
            RocksSettings.defaults(),
            work ->
                Thread.ofPlatform()
                    .uncaughtExceptionHandler((_, bug) -> bugs.add(bug))
                    .unstarted(work),
            _ -> {
              throw new IllegalStateException("a bug");
            });

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> store.commit(put("a", "1")).toCompletableFuture().join())
        .withMessageContaining("has ended by a bug");
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> store.commit(put("a", "2")).toCompletableFuture().join())
        .withMessageContaining("closed");
    store.close();
    assertThat(bugs).hasSize(1);
  }

  @Test
  void aFolderOfAnotherFormatIsLeftAlone() throws IOException {
    Path path = folder.resolve("newer");
    open(path, RocksSettings.defaults()).close();
    Files.writeString(path.resolve("FORMAT"), "weftline-kv-rocksdb 2\n");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(path, RocksSettings.defaults()))
        .withMessageContaining("has the format 'weftline-kv-rocksdb 2'");
  }

  @Test
  void commitsBeyondTheLimitAreRefusedAndReadsGoOn() throws IOException {
    CountDownLatch opened = new CountDownLatch(1);
    try (RocksStore store =
        RocksStore.open(
            folder.resolve("busy"),
            new RocksSettings(1 << 20, 1 << 20, 3),
            work -> new Thread(() -> awaitThen(opened, work)),
            Runnable::run)) {
      List<CompletionStage<Outcome>> stages = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        stages.add(store.commit(put("k" + i, "v")));
      }
      CompletableFuture<Outcome> last = stages.removeLast().toCompletableFuture();
      assertThat(last).isCompletedExceptionally();
      assertThat(store.get(key("k0"))).isEmpty();
      opened.countDown();
      assertThat(stages)
          .allSatisfy(
              stage -> assertThat(stage.toCompletableFuture().join()).isEqualTo(Outcome.COMMITTED));
    }
  }

  private static void awaitThen(CountDownLatch latch, Runnable work) {
    try {
      latch.await();
      work.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingWritesWhatWaits() throws IOException {
    Path path = folder.resolve("closing");
    List<CompletionStage<Outcome>> stages = new ArrayList<>();
    try (RocksStore store = open(path, RocksSettings.defaults())) {
      for (int i = 0; i < 1_000; i++) {
        stages.add(store.commit(put("k" + i, "v")));
      }
    }
    assertThat(stages)
        .allSatisfy(
            stage -> assertThat(stage.toCompletableFuture().join()).isEqualTo(Outcome.COMMITTED));
  }

  @Test
  void aSnapshotOfAClosedStoreFailsInsteadOfEndingTheProcess() throws IOException {
    RocksStore store = open(folder.resolve("gone"), RocksSettings.defaults());
    store.commit(put("a", "1")).toCompletableFuture().join();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(Key.first(), java.util.Optional.empty())) {
      assertThat(cursor.next()).isTrue();
      store.close();
      assertThatExceptionOfType(StoreException.class).isThrownBy(cursor::value);
      assertThatExceptionOfType(StoreException.class).isThrownBy(cursor::next);
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> snapshot.get(key("a")));
    }
  }

  @Test
  void aCopyHasWhatWasCommittedBeforeItAndNothingElse() throws IOException {
    Path copy = folder.resolve("copy");
    try (RocksStore store = open(folder.resolve("original"), RocksSettings.defaults())) {
      store.commit(put("a", "1")).toCompletableFuture().join();
      store.copyTo(copy);
      store.commit(put("a", "2")).toCompletableFuture().join();
    }
    try (RocksStore store = open(copy, RocksSettings.defaults())) {
      assertThat(store.get(key("a"))).hasValue("1".getBytes(UTF_8));
    }
  }

  @Test
  void whatIsOpenedToReadIsNotChanged() throws IOException {
    Path path = folder.resolve("read");
    try (RocksStore store = open(path, RocksSettings.defaults())) {
      store.commit(put("a", "1")).toCompletableFuture().join();
      assertThat(RocksStore.isInUse(path)).isTrue();
    }
    assertThat(RocksStore.isInUse(path)).isFalse();
    try (RocksStore store =
        RocksStore.openToRead(path, RocksSettings.defaults(), Thread::new, Runnable::run)) {
      assertThat(store.get(key("a"))).hasValue("1".getBytes(UTF_8));
      CompletableFuture<Outcome> refused = store.commit(put("a", "2")).toCompletableFuture();
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(refused::join)
          .withMessageContaining("read only");
    }
  }

  private static Batch put(String key, String value) {
    return Batch.builder().put(key(key), value.getBytes(UTF_8)).build();
  }

  private static Key key(String text) {
    return Key.of(text.getBytes(UTF_8));
  }
}
