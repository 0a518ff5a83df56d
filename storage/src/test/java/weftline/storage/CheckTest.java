package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.queue.QueueCheck;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableCheck;
import weftline.storage.table.TableService;

/// A check of queues and tables says what is wrong, and nothing of what is right.
class CheckTest {
  private final MemoryStore store = new MemoryStore();
  private final QueueService queues =
      new QueueService(store, RandomGenerator.of("L64X128MixRandom"));
  private final TableService tables =
      new TableService(store, RandomGenerator.of("L64X128MixRandom"));

  @BeforeEach
  void fill() throws Exception {
    done(queues.handle(PlainRequest.of("PUT", "/me/jobs").authenticated()));
    String message = "<QueueMessage><MessageText>hello</MessageText></QueueMessage>";
    done(
        queues.handle(
            PlainRequest.of("POST", "/me/jobs/messages").withBody(message).authenticated()));
    done(
        tables.handle(
            json(PlainRequest.of("POST", "/me/Tables"), "{\"TableName\":\"things\"}")
                .authenticated()));
    done(
        tables.handle(
            json(
                    PlainRequest.of("POST", "/me/things"),
                    "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"Colour\":\"red\"}")
                .authenticated()));
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    CheckReport report = check();

    assertThat(report.damage()).isEmpty();
    assertThat(report.orphans()).isEmpty();
    assertThat(report.rows()).isEqualTo(5);
  }

  @Test
  void findsRowsThatCannotBeRead() {
    for (Key key : keys("qm", "te")) {
      put(key, new byte[] {-1});
    }

    assertThat(check().damage())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("a message with the key"))
        .anyMatch(line -> line.startsWith("an entity with the key"));
  }

  @Test
  void findsMessagesWithoutTurnAndTurnsWithoutMessage() {
    keys("qt").forEach(this::delete);
    assertThat(check().damage()).singleElement().asString().contains("never has its turn");
  }

  @Test
  void findsTurnsWithoutMessage() {
    keys("qm").forEach(this::delete);
    assertThat(check().damage()).singleElement().asString().contains("but its turn comes");
  }

  @Test
  void findsWhatBelongsToNoQueueOrTable() {
    keys("qq", "tt").forEach(this::delete);
    CheckReport report = check();

    assertThat(report.isClean()).isTrue();
    assertThat(report.orphanCount()).isEqualTo(3);
    assertThat(report.orphans()).anyMatch(line -> line.endsWith("of no table"));
  }

  @Test
  void whatIsDeletedAndNotYetCollectedIsNoOrphan() throws Exception {
    done(queues.handle(PlainRequest.of("DELETE", "/me/jobs").authenticated()));
    done(tables.handle(PlainRequest.of("DELETE", "/me/Tables('things')").authenticated()));
    CheckReport report = check();

    assertThat(report.damage()).isEmpty();
    assertThat(report.orphans()).isEmpty();
  }

  private CheckReport check() {
    CheckReport report = new CheckReport(_ -> {});
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      QueueCheck.run(snapshot, report);
      TableCheck.run(snapshot, report);
    }
    return report;
  }

  private List<Key> keys(String... kinds) {
    List<Key> keys = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      for (String kind : kinds) {
        Key prefix = Key.of(new byte[] {(byte) kind.charAt(0), (byte) kind.charAt(1)});
        try (KeyValueStore.Cursor cursor = snapshot.scan(prefix, prefix.afterPrefix())) {
          while (cursor.next()) {
            keys.add(cursor.key());
          }
        }
      }
    }
    return keys;
  }

  private void put(Key key, byte[] row) {
    store.commit(Batch.builder().put(key, row).build()).toCompletableFuture().join();
  }

  private void delete(Key key) {
    store.commit(Batch.builder().delete(key).build()).toCompletableFuture().join();
  }

  private static PlainRequest json(PlainRequest request, String body) {
    return request
        .with("Content-Type", "application/json")
        .with("Accept", "application/json;odata=minimalmetadata")
        .withBody(body);
  }

  private static void done(CompletionStage<Response> answer) throws CompletionException {
    assertThat(answer.toCompletableFuture().join().status()).isLessThan(300);
  }
}
