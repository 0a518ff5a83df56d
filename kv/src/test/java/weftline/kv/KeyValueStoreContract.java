package weftline.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.kv.KeyValueStore.Outcome.COMMITTED;
import static weftline.kv.KeyValueStore.Outcome.CONFLICT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every engine promises. A test of an engine extends this and says how to open one.
public abstract class KeyValueStoreContract {
  private KeyValueStore store = new MemoryStore();

  /// An empty store.
  protected abstract KeyValueStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aKeyThatWasNeverPutIsAbsent() {
    assertThat(store.get(key("a"))).isEmpty();
  }

  @Test
  void whatIsPutIsThereUntilItIsDeleted() {
    commit(Batch.builder().put(key("a"), bytes("1")).put(key("b"), bytes("2")));
    assertThat(store.get(key("a"))).hasValue(bytes("1"));

    commit(Batch.builder().delete(key("a")));
    assertThat(store.get(key("a"))).isEmpty();
    assertThat(store.get(key("b"))).hasValue(bytes("2"));
  }

  @Test
  void anEmptyValueIsNotAnAbsentOne() {
    commit(Batch.builder().put(key("a"), new byte[0]));
    assertThat(store.get(key("a"))).hasValue(new byte[0]);
    assertThat(outcome(Batch.builder().guard(key("a"), Optional.empty()))).isEqualTo(CONFLICT);
  }

  @Test
  void theLastChangeOfAKeyInABatchWins() {
    commit(Batch.builder().put(key("a"), bytes("1")).delete(key("a")));
    assertThat(store.get(key("a"))).isEmpty();
    commit(Batch.builder().delete(key("b")).put(key("b"), bytes("2")));
    assertThat(store.get(key("b"))).hasValue(bytes("2"));
  }

  @Test
  void aGuardThatHoldsLetsTheBatchThrough() {
    commit(Batch.builder().guard(key("a"), Optional.empty()).put(key("a"), bytes("1")));
    commit(Batch.builder().guard(key("a"), Optional.of(bytes("1"))).put(key("a"), bytes("2")));
    assertThat(store.get(key("a"))).hasValue(bytes("2"));
  }

  @Test
  void aGuardThatFailsLeavesEverythingAsItWas() {
    commit(Batch.builder().put(key("a"), bytes("1")));
    Batch.Builder stale =
        Batch.builder()
            .guard(key("b"), Optional.empty())
            .guard(key("a"), Optional.of(bytes("0")))
            .put(key("b"), bytes("2"))
            .delete(key("a"));
    assertThat(outcome(stale)).isEqualTo(CONFLICT);
    assertThat(store.get(key("a"))).hasValue(bytes("1"));
    assertThat(store.get(key("b"))).isEmpty();
  }

  @Test
  void keysAreInUnsignedOrder() {
    for (int each : List.of(0xff, 0x80, 0x7f, 0x00)) {
      commit(Batch.builder().put(Key.of(new byte[] {(byte) each}), bytes("")));
    }
    assertThat(keys(Key.first(), Optional.empty())).containsExactly("00", "7f", "80", "ff");
  }

  @Test
  void aScanStartsAtItsFirstKeyAndEndsBeforeItsLast() {
    for (String each : List.of("a", "b", "ba", "c", "d")) {
      commit(Batch.builder().put(key(each), bytes(each)));
    }
    assertThat(keys(key("b"), Optional.of(key("d"))))
        .containsExactly(key("b").toString(), key("ba").toString(), key("c").toString());
    assertThat(keys(key("bb"), Optional.empty()))
        .containsExactly(key("c").toString(), key("d").toString());
    assertThat(keys(key("b"), Optional.of(key("b")))).isEmpty();
  }

  @Test
  void aCursorThatHasEndedStaysAtItsEnd() {
    commit(Batch.builder().put(key("a"), bytes("1")));
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(Key.first(), Optional.empty())) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void aSnapshotDoesNotSeeWhatComesLater() {
    commit(Batch.builder().put(key("a"), bytes("1")));
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      commit(Batch.builder().put(key("a"), bytes("2")).put(key("b"), bytes("3")));
      assertThat(snapshot.get(key("a"))).hasValue(bytes("1"));
      assertThat(snapshot.get(key("b"))).isEmpty();
      try (KeyValueStore.Cursor cursor = snapshot.scan(Key.first(), Optional.empty())) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.value()).isEqualTo(bytes("1"));
        assertThat(cursor.next()).isFalse();
      }
    }
  }

  @Test
  void changingAnArrayAfterwardsChangesNothingInTheStore() {
    byte[] value = bytes("1");
    commit(Batch.builder().put(key("a"), value));
    value[0] = '9';
    store.get(key("a")).orElseThrow()[0] = '8';
    assertThat(store.get(key("a"))).hasValue(bytes("1"));
  }

  @Test
  void batchesInOneGroupSeeEachOther() {
    List<CompletionStage<KeyValueStore.Outcome>> stages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Optional<byte[]> before = i == 0 ? Optional.empty() : Optional.of(bytes("" + (i - 1)));
      stages.add(
          store.commit(
              Batch.builder().guard(key("a"), before).put(key("a"), bytes("" + i)).build()));
    }
    assertThat(stages)
        .allSatisfy(stage -> assertThat(stage.toCompletableFuture().join()).isEqualTo(COMMITTED));
    assertThat(store.get(key("a"))).hasValue(bytes("99"));
  }

  @Test
  void transactionsThatContendAllGetThrough() {
    Transactions transactions = new Transactions(store);
    List<CompletableFuture<Integer>> all =
        IntStream.range(0, 200)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() -> transactions.transact(this::increment))
                    .thenCompose(stage -> stage))
            .toList();
    assertThat(all.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  private Integer increment(Transactions.Transaction transaction) {
    int next =
        transaction.get(key("count")).map(value -> ByteBuffer.wrap(value).getInt()).orElse(0) + 1;
    transaction.put(key("count"), ByteBuffer.allocate(Integer.BYTES).putInt(next).array());
    return next;
  }

  @Test
  void aTransactionSeesItsOwnChangesAndLeavesNoneWhenItFails() {
    Transactions transactions = new Transactions(store);
    CompletionStage<String> failing =
        transactions.transact(transaction -> {
          transaction.put(key("a"), bytes("1"));
          assertThat(transaction.get(key("a"))).hasValue(bytes("1"));
          throw new IllegalStateException("enough");
        });
    assertThat(failing.toCompletableFuture())
        .failsWithin(java.time.Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("enough");
    assertThat(store.get(key("a"))).isEmpty();
  }

  /// A random story, told to the store and to a tree of the JDK.
  @Test
  void behavesLikeASortedMap() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
    TreeMap<Key, byte[]> model = new TreeMap<>();
    for (int round = 0; round < 300; round++) {
      Batch.Builder batch = Batch.builder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        Key key = Key.of(new byte[] {(byte) random.nextInt(12), (byte) random.nextInt(12)});
        if (random.nextInt(3) == 0) {
          batch.delete(key);
          model.remove(key);
        } else {
          byte[] value = {(byte) round, (byte) i};
          batch.put(key, value);
          model.put(key, value);
        }
      }
      commit(batch);
    }
    assertThat(keys(Key.first(), Optional.empty()))
        .containsExactlyElementsOf(model.keySet().stream().map(Key::toString).toList());
    for (Map.Entry<Key, byte[]> entry : model.entrySet()) {
      assertThat(store.get(entry.getKey())).hasValue(entry.getValue());
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.get(key("a")))
        .withMessageContaining("closed");
    assertThatThrownBy(() -> outcome(Batch.builder().put(key("a"), bytes("1"))))
        .hasCauseInstanceOf(StoreException.class);
    store.close();
  }

  private List<String> keys(Key from, Optional<Key> to) {
    List<String> found = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(from, to)) {
      while (cursor.next()) {
        found.add(cursor.key().toString());
      }
    }
    return found;
  }

  private void commit(Batch.Builder batch) {
    assertThat(outcome(batch)).isEqualTo(COMMITTED);
  }

  private KeyValueStore.Outcome outcome(Batch.Builder batch) {
    return store.commit(batch.build()).toCompletableFuture().join();
  }

  private static Key key(String text) {
    return Key.of(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
