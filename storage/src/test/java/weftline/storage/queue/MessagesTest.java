package weftline.storage.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.kv.MemoryStore;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

final class MessagesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration HIDDEN = Duration.ofSeconds(30);

  private final MemoryStore store = new MemoryStore();
  private final MessageIds ids = new MessageIds(RandomGeneratorFactory.of("SecureRandom").create());
  private final Queues queues = new Queues(store, ids);
  private final Messages messages = new Messages(store, ids);

  private OpenQueue queue = new OpenQueue(QueueKeys.queue("me", "work"), 0);

  @BeforeEach
  void makeQueue() {
    await(queues.create("me", "work", new TreeMap<>()));
    queue = queues.open("me", "work");
  }

  @Test
  void messagesAreTakenInTheOrderInWhichTheyCame() {
    List.of("a", "b", "c").forEach(text -> put(START, text));
    assertThat(texts(take(START, 2))).containsExactly("a", "b");
    assertThat(texts(take(START, 2))).containsExactly("c");
    assertThat(take(START, 2)).isEmpty();
  }

  @Test
  void aMessageThatIsNotDeletedComesBack() {
    put(START, "a");
    Message first = take(START, 1).getFirst();
    assertThat(first.row().dequeueCount()).isEqualTo(1);
    assertThat(take(START.plusSeconds(29), 1)).isEmpty();

    Message second = take(START.plusSeconds(30), 1).getFirst();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.row().dequeueCount()).isEqualTo(2);
    assertThat(second.row().receipt()).isNotEqualTo(first.row().receipt());
  }

  @Test
  void onlyTheLatestReceiptCounts() {
    put(START, "a");
    Receipt old = receipt(take(START, 1).getFirst());
    Instant later = START.plusSeconds(31);
    Receipt current = receipt(take(later, 1).getFirst());

    assertRefused(messages.delete(queue, old, later), StorageError.POP_RECEIPT_MISMATCH);
    await(messages.delete(queue, current, later));
    assertRefused(messages.delete(queue, current, later), StorageError.MESSAGE_NOT_FOUND);
    assertThat(take(later.plusSeconds(60), 1)).isEmpty();
  }

  @Test
  void aChangeGivesANewReceiptAndANewTurn() {
    put(START, "a");
    Receipt taken = receipt(take(START, 1).getFirst());
    Message changed =
        await(messages.change(queue, new Change(taken, START, HIDDEN, Optional.of("b"))));
    await(
        messages.change(
            queue, new Change(receipt(changed), START, Duration.ZERO, Optional.empty())));
    assertThat(texts(take(START, 1))).containsExactly("b");
    assertRefused(messages.delete(queue, taken, START), StorageError.POP_RECEIPT_MISMATCH);
  }

  @Test
  void aDelayedMessageWaitsForItsTime() {
    await(messages.put(queue, START, Duration.ofSeconds(10), START.plus(LIFE), "later"));
    put(START.plusSeconds(5), "now");
    assertThat(texts(take(START.plusSeconds(9), 9))).containsExactly("now");
    assertThat(texts(take(START.plusSeconds(10), 9))).containsExactly("later");
  }

  @Test
  void lookingChangesNothing() {
    put(START, "a");
    put(START, "b");
    assertThat(texts(messages.peek(queue, START, 32))).containsExactly("a", "b");
    assertThat(texts(messages.peek(queue, START, 1))).containsExactly("a");
    assertThat(take(START, 1).getFirst().row().dequeueCount()).isEqualTo(1);
    assertThat(texts(messages.peek(queue, START, 32))).containsExactly("b");
  }

  @Test
  void anExpiredMessageIsGone() {
    put(START, "a");
    Receipt receipt = receipt(take(START, 1).getFirst());
    Instant end = START.plus(LIFE);
    assertThat(messages.peek(queue, end, 1)).isEmpty();
    assertRefused(messages.delete(queue, receipt, end), StorageError.MESSAGE_NOT_FOUND);
    assertThat(messages.count(queue)).isEqualTo(1);
    assertThat(take(end, 1)).isEmpty();
    assertThat(messages.count(queue)).isZero();
  }

  @Test
  void theCountFollowsWhatIsPutAndDeleted() {
    put(START, "a");
    assertThat(messages.count(queue)).isEqualTo(1);
    put(START, "b");
    await(messages.delete(queue, receipt(take(START, 1).getFirst()), START));
    put(START, "c");
    assertThat(messages.count(queue)).isEqualTo(2);
    assertThat(new Messages(store, ids).count(queue)).isEqualTo(2);
  }

  @Test
  void whatIsPutWhileAQueueIsClearedSaysSo() {
    put(START, "a");
    await(queues.clear("me", "work"));
    assertThatThrownBy(() -> put(START, "b")).hasCauseInstanceOf(GenerationEndedException.class);
    queue = queues.open("me", "work");
    assertThat(take(START, 1)).isEmpty();
    put(START, "c");
    assertThat(texts(take(START, 1))).containsExactly("c");
  }

  @Test
  void collectingTakesBackWhatNobodyCanSee() {
    for (int i = 0; i < 1_500; i++) {
      put(START, "old");
    }
    await(queues.clear("me", "work"));
    queue = queues.open("me", "work");
    put(START, "expires");
    await(messages.put(queue, START, Duration.ZERO, START.plus(LIFE.multipliedBy(2)), "stays"));
    assertThat(messages.count(queue)).isEqualTo(2);

    QueueCollector collector = new QueueCollector(store, messages);
    int gone = 0;
    for (int step = 0; step < 10; step++) {
      gone += await(collector.step(START.plus(LIFE)));
    }
    assertThat(gone).isEqualTo(1_500 * 2 + 1 + 2);
    assertThat(messages.count(queue)).isEqualTo(1);
    assertThat(texts(take(START.plus(LIFE), 9))).containsExactly("stays");
  }

  @Test
  void takersAtTheSameTimeNeverGetTheSameMessage() {
    int all = 2_000;
    AtomicInteger put = new AtomicInteger();
    Collection<UUID> taken = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      workers.add(
          CompletableFuture.runAsync(() -> {
            while (put.incrementAndGet() <= all) {
              put(START, "work");
            }
          }));
      workers.add(CompletableFuture.runAsync(() -> takeAll(all, taken)));
    }
    workers.forEach(CompletableFuture::join);
    assertThat(taken).hasSize(all).doesNotHaveDuplicates();
    assertThat(messages.count(queue)).isZero();
  }

  private void takeAll(int all, Collection<UUID> taken) {
    while (taken.size() < all) {
      for (Message message : take(START, 5)) {
        await(messages.delete(queue, receipt(message), START));
        taken.add(message.id());
      }
    }
  }

  @Test
  void namesOfMessagesSortByTimeAndThenByOrder() {
    List<UUID> names =
        IntStream.range(0, 100).mapToObj(i -> ids.next(START.plusMillis(i / 50))).toList();
    assertThat(names.stream().map(id -> QueueKeys.message(1, id)).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private Message put(Instant now, String text) {
    return await(messages.put(queue, now, Duration.ZERO, START.plus(LIFE), text));
  }

  private List<Message> take(Instant now, int max) {
    return await(messages.take(queue, now, HIDDEN, max));
  }

  private static Receipt receipt(Message message) {
    return new Receipt(message.id(), message.row().receipt());
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(message -> message.row().text()).toList();
  }

  private static void assertRefused(CompletionStage<?> stage, StorageError error) {
    assertThatThrownBy(() -> await(stage))
        .cause()
        .isInstanceOfSatisfying(
            StorageException.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
