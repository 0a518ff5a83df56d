package weftline.storage.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.Linearizability;
import weftline.storage.Linearizability.Operation;
import weftline.storage.Recorder;
import weftline.storage.StorageException;
import weftline.storage.queue.MessageUse.Held;
import weftline.storage.queue.MessageUse.Turn;

/// Clients that put, take, update and delete the messages of one queue at the same time see each
/// message as if they took turns: one of them has it at a time, only the latest receipt counts, and
/// none is lost. That somebody finds the queue empty promises nothing, so it is not judged.
final class QueueLinearizabilityTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = NOW.plus(Duration.ofHours(1));
  private static final Instant END = NOW.plus(Duration.ofDays(1));
  private static final Duration HIDDEN = Duration.ofSeconds(30);
  private static final int CLIENTS = 4;
  private static final int OPERATIONS_EACH = 150;
  private static final UUID MESSAGE = new UUID(1, 1);

  @TempDir Path folder;

  @Test
  void inMemory() {
    for (long seed = 1; seed <= 3; seed++) {
      try (KeyValueStore store = new MemoryStore()) {
        check(store, seed);
      }
    }
  }

  @Test
  void onDisk() throws IOException {
    try (KeyValueStore store =
        RocksStore.open(folder, RocksSettings.defaults(), Thread::new, ForkJoinPool.commonPool())) {
      check(store, 4);
    }
  }

  @Test
  void aMessageThatTwoHaveTakenIsFound() {
    assertThat(unexplained(put(1), taken(2, 1), taken(3, 1))).hasSize(1);
    assertThat(unexplained(put(1), taken(2, 1), taken(3, 2))).hasSize(1);
  }

  @Test
  void aReceiptThatWasOvertakenIsFound() {
    assertThat(
            unexplained(
                put(1),
                taken(2, 1),
                new MessageUse.TakenLate(MESSAGE, new Held(3, 2, "text")),
                deleted(2)))
        .hasSize(1);
  }

  @Test
  void aLostMessageIsFound() {
    assertThat(unexplained(put(1), taken(2, 1), new MessageUse.Missing(MESSAGE))).hasSize(1);
    assertThat(unexplained(put(1), taken(2, 1), deleted(2), new MessageUse.Missing(MESSAGE)))
        .isEmpty();
  }

  @Test
  void aLostUpdateIsFound() {
    MessageUse updated =
        new MessageUse.Updated(MESSAGE, 2, true, "new", Optional.empty(), new Held(3, 1, "new"));
    assertThat(unexplained(put(1), taken(2, 1), updated, taken(4, 2))).hasSize(1);
  }

  private static void check(KeyValueStore store, long seed) {
    Recorder<List<MessageUse>> recorder = new Recorder<>();
    Bench bench = new Bench(store);
    recorder.run(CLIENTS, seed, random -> use(bench, recorder, random));
    Map<UUID, List<Operation<MessageUse>>> histories = byMessage(recorder);
    Map<UUID, MessageUse> left = bench.takeAllThatIsLeft();
    long end = Long.MAX_VALUE - 1;
    histories.forEach((message, history) -> {
      MessageUse last =
          Optional.ofNullable(left.get(message)).orElse(new MessageUse.Missing(message));
      history.add(new Operation<>(end, end + 1, last));
      assertThat(Linearizability.unexplained(MessageUse::after, Turn.NONE, history))
          .as("seed %d", seed)
          .isEmpty();
    });
    assertThat(recorder.overlaps()).as("seed %d", seed).isPositive();
    assertThat(histories).containsKeys(left.keySet().toArray(UUID[]::new));
  }

  private static Map<UUID, List<Operation<MessageUse>>> byMessage(
      Recorder<List<MessageUse>> recorder) {
    return recorder.history().stream()
        .flatMap(operation ->
            operation.event().stream()
                .map(use -> new Operation<>(operation.invoked(), operation.answered(), use)))
        .collect(
            Collectors.groupingBy(
                operation -> operation.event().message(), Collectors.toCollection(ArrayList::new)));
  }

  /// Uses whatever message comes, mostly with the newest receipt that anybody has.
  private static void use(
      Bench bench, Recorder<List<MessageUse>> recorder, RandomGenerator random) {
    recorder.record(bench::put);
    Optional<Receipt> mine = Optional.empty();
    for (int i = 0; i < OPERATIONS_EACH; i++) {
      Optional<Receipt> known = random.nextInt(4) == 0 ? bench.newest() : mine;
      if (known.isEmpty() || random.nextInt(3) == 0) {
        mine = bench.newest(recorder.record(bench::take)).or(() -> known);
      } else if (random.nextInt(40) == 0) {
        recorder.record(() -> bench.delete(known.get()));
        recorder.record(bench::put);
      } else {
        String text = "text " + random.nextInt(1_000);
        boolean givesBack = random.nextInt(3) > 0;
        mine =
            bench
                .newest(recorder.record(() -> bench.update(known.get(), givesBack, text)))
                .or(() -> known);
      }
    }
  }

  /// One after the other.
  private static List<Operation<MessageUse>> unexplained(MessageUse... uses) {
    List<Operation<MessageUse>> history = new ArrayList<>();
    for (MessageUse use : uses) {
      history.add(new Operation<>(2L * history.size(), 2L * history.size() + 1, use));
    }
    return Linearizability.unexplained(MessageUse::after, Turn.NONE, history);
  }

  private static MessageUse put(long receipt) {
    return new MessageUse.Put(MESSAGE, new Held(receipt, 0, "text"));
  }

  private static MessageUse taken(long receipt, int times) {
    return new MessageUse.Taken(MESSAGE, new Held(receipt, times, "text"));
  }

  private static MessageUse deleted(long receipt) {
    return new MessageUse.Deleted(MESSAGE, receipt, Optional.empty());
  }

  /// A queue, and what its users tell each other. The clock stands still while they are at work.
  private static final class Bench {
    private final Messages messages;
    private final OpenQueue queue;
    private final AtomicReference<Optional<Receipt>> newest =
        new AtomicReference<>(Optional.empty());

    Bench(KeyValueStore store) {
      MessageIds ids = new MessageIds(RandomGeneratorFactory.of("SecureRandom").create());
      Queues queues = new Queues(store, ids);
      await(queues.create("me", "work", new TreeMap<>()));
      queue = queues.open("me", "work");
      messages = new Messages(store, ids);
    }

    Optional<Receipt> newest() {
      return newest.get();
    }

    /// Tells the others of the receipt, if there is one.
    Optional<Receipt> newest(List<MessageUse> uses) {
      Optional<Receipt> receipt =
          uses.stream()
              .flatMap(
                  use -> held(use).map(held -> new Receipt(use.message(), held.receipt())).stream())
              .findFirst();
      receipt.ifPresent(_ -> newest.set(receipt));
      return receipt;
    }

    private static Optional<Held> held(MessageUse use) {
      return switch (use) {
        case MessageUse.Taken(_, var held) -> Optional.of(held);
        case MessageUse.Updated updated ->
            updated.refusal().isEmpty() ? Optional.of(updated.held()) : Optional.empty();
        case MessageUse.Put _, MessageUse.TakenLate _, MessageUse.Missing _, MessageUse.Deleted _ ->
            Optional.empty();
      };
    }

    List<MessageUse> put() {
      Message message = await(messages.put(queue, NOW, Duration.ZERO, END, "text"));
      return List.of(new MessageUse.Put(message.id(), held(message)));
    }

    List<MessageUse> take() {
      return await(messages.take(queue, NOW, HIDDEN, 1)).stream()
          .<MessageUse>map(message -> new MessageUse.Taken(message.id(), held(message)))
          .toList();
    }

    List<MessageUse> update(Receipt receipt, boolean givesBack, String text) {
      Duration delay = givesBack ? Duration.ZERO : HIDDEN;
      AtomicReference<Held> held = new AtomicReference<>(Held.NOTHING);
      Optional<String> refusal =
          refusal(() ->
              messages
                  .change(queue, new Change(receipt, NOW, delay, Optional.of(text)))
                  .thenAccept(message -> held.set(held(message))));
      return List.of(
          new MessageUse.Updated(
              receipt.message(), receipt.number(), givesBack, text, refusal, held.get()));
    }

    List<MessageUse> delete(Receipt receipt) {
      Optional<String> refusal = refusal(() -> messages.delete(queue, receipt, NOW));
      return List.of(new MessageUse.Deleted(receipt.message(), receipt.number(), refusal));
    }

    /// When all holds have ended, each message that is there can be taken.
    Map<UUID, MessageUse> takeAllThatIsLeft() {
      Map<UUID, MessageUse> left = new TreeMap<>();
      List<Message> taken = await(messages.take(queue, LATE, HIDDEN, 32));
      while (!taken.isEmpty()) {
        taken.forEach(message ->
            left.put(message.id(), new MessageUse.TakenLate(message.id(), held(message))));
        taken = await(messages.take(queue, LATE, HIDDEN, 32));
      }
      return left;
    }

    private static Held held(Message message) {
      MessageRow row = message.row();
      return new Held(row.receipt(), row.dequeueCount(), row.text());
    }

    private static Optional<String> refusal(Supplier<CompletionStage<?>> work) {
      try {
        await(work.get());
        return Optional.empty();
      } catch (CompletionException e) {
        if (e.getCause() instanceof StorageException refusal) {
          return Optional.of(refusal.error().code());
        }
        throw e;
      }
    }

    private static <T> T await(CompletionStage<T> stage) {
      return stage.toCompletableFuture().join();
    }
  }
}
