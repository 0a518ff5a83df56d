package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.Response;
import weftline.storage.Linearizability;
import weftline.storage.Linearizability.Operation;
import weftline.storage.PlainRequest;
import weftline.storage.Recorder;
import weftline.storage.StorageException;
import weftline.storage.blob.BlobUse.Answer;
import weftline.storage.blob.BlobUse.Kind;

/// Clients that put, get and delete one blob at the same time see it as if they took turns, with
/// conditions too; the checker would notice if they did not.
final class BlobLinearizabilityTest {
  private static final int CLIENTS = 4;
  private static final int OPERATIONS_EACH = 75;
  private static final int[] SIZES = {10, 10, 5_000, 70_000};

  @TempDir Path folder;

  private final AtomicInteger puts = new AtomicInteger();

  @Test
  void inMemory() {
    for (long seed = 1; seed <= 3; seed++) {
      check(new MemoryStore(), seed);
    }
  }

  @Test
  void onDisk() throws IOException {
    check(
        RocksStore.open(
            folder.resolve("rows"),
            RocksSettings.defaults(),
            Thread::new,
            ForkJoinPool.commonPool()),
        4);
  }

  @Test
  void aStaleReadIsFound() {
    BlobUse stale = get("1", "one");
    assertThat(unexplained(put("1", "one"), put("2", "two"), stale))
        .extracting(Operation::event)
        .containsExactly(stale);
  }

  @Test
  void aLostUpdateIsFound() {
    BlobUse second = replace("1", "3", "three");
    assertThat(unexplained(put("1", "one"), replace("1", "2", "two"), second))
        .extracting(Operation::event)
        .containsExactly(second);
  }

  @Test
  void twoWhoHaveBothMadeTheBlobAreFound() {
    assertThat(unexplained(create("1", "one"), create("2", "two"))).hasSize(1);
  }

  @Test
  void aMixtureOfTwoStatesIsFound() {
    assertThat(unexplained(put("1", "one"), put("2", "two"), get("2", "one"))).hasSize(1);
  }

  private void check(KeyValueStore store, long seed) {
    Recorder<BlobUse> recorder = new Recorder<>();
    try (Desk desk = new Desk(folder.resolve(store.getClass().getSimpleName() + seed), store)) {
      recorder.run(CLIENTS, seed, random -> use(desk, recorder, random));
    }
    List<Operation<BlobUse>> history = recorder.history();
    assertThat(history).hasSize(CLIENTS * OPERATIONS_EACH);
    assertThat(recorder.overlaps()).as("seed %d", seed).isPositive();
    assertThat(Linearizability.unexplained(BlobUse::after, Optional.empty(), history))
        .as("seed %d", seed)
        .isEmpty();
  }

  /// Uses the blob again and again, knowing the last states that this client has seen.
  private void use(Desk desk, Recorder<BlobUse> recorder, RandomGenerator random) {
    Deque<String> known = new ArrayDeque<>();
    for (int i = 0; i < OPERATIONS_EACH; i++) {
      BlobUse wish = wish(random, Optional.ofNullable(known.peekLast()));
      BlobUse done = recorder.record(() -> carryOut(desk, wish));
      if (!done.answer().etag().isEmpty()) {
        known.add(done.answer().etag());
      }
    }
  }

  private BlobUse wish(RandomGenerator random, Optional<String> known) {
    Answer none = new Answer("", "", "");
    Optional<String> match = random.nextBoolean() ? known : Optional.empty();
    int dice = random.nextInt(10);
    if (dice < 4) {
      return new BlobUse(Kind.GET, Optional.empty(), false, "", none);
    }
    if (dice < 5) {
      return new BlobUse(Kind.DELETE, match, false, "", none);
    }
    String content = puts.incrementAndGet() + " " + "x".repeat(SIZES[random.nextInt(SIZES.length)]);
    return dice < 8
        ? new BlobUse(Kind.PUT, match, false, content, none)
        : new BlobUse(Kind.PUT, Optional.empty(), true, content, none);
  }

  private static BlobUse carryOut(Desk desk, BlobUse wish) {
    return new BlobUse(
        wish.kind(), wish.match(), wish.onlyNew(), wish.content(), answer(desk, request(wish)));
  }

  private static PlainRequest request(BlobUse wish) {
    PlainRequest request =
        switch (wish.kind()) {
          case PUT -> Desk.put(wish.content());
          case GET -> Desk.get();
          case DELETE -> Desk.delete();
        };
    if (wish.onlyNew()) {
      return request.with("If-None-Match", "*");
    }
    return wish.match().map(etag -> request.with("If-Match", etag)).orElse(request);
  }

  private static Answer answer(Desk desk, PlainRequest request) {
    try {
      Response response = desk.send(request);
      return new Answer(
          Integer.toString(response.status()),
          response.headers().first("ETag").orElse(""),
          Desk.text(response));
    } catch (StorageException e) {
      return new Answer(e.error().code(), "", "");
    }
  }

  /// One after the other.
  private static List<Operation<BlobUse>> unexplained(BlobUse... uses) {
    List<Operation<BlobUse>> history = new ArrayList<>();
    for (BlobUse use : uses) {
      history.add(new Operation<>(2L * history.size(), 2L * history.size() + 1, use));
    }
    return Linearizability.unexplained(BlobUse::after, Optional.empty(), history);
  }

  private static BlobUse put(String etag, String content) {
    return new BlobUse(Kind.PUT, Optional.empty(), false, content, new Answer("201", etag, ""));
  }

  private static BlobUse replace(String match, String etag, String content) {
    return new BlobUse(Kind.PUT, Optional.of(match), false, content, new Answer("201", etag, ""));
  }

  private static BlobUse create(String etag, String content) {
    return new BlobUse(Kind.PUT, Optional.empty(), true, content, new Answer("201", etag, ""));
  }

  private static BlobUse get(String etag, String content) {
    return new BlobUse(Kind.GET, Optional.empty(), false, "", new Answer("200", etag, content));
  }
}
