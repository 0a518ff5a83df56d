package weftline.storage.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.kv.Batch;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// Takes back the room of what nobody can see any more: the messages of deleted queues, and those
/// that have expired where nobody takes messages. Works in small steps; a caller calls it again and
/// again.
final class QueueCollector {
  /// Rows that one step looks at.
  static final int STEP_MAX = 1_000;

  private final KeyValueStore store;
  private final Messages messages;
  private Key expiryFrom = QueueKeys.messages();

  QueueCollector(KeyValueStore store, Messages messages) {
    this.store = store;
    this.messages = messages;
  }

  /// Does one step. Answers how many rows are gone.
  CompletionStage<Integer> step(Instant now) {
    Sweep sweep = new Sweep();
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      collectDead(snapshot, sweep);
      collectExpired(snapshot, sweep, now);
    }
    return sweep.deleted == 0
        ? CompletableFuture.completedFuture(0)
        : store.commit(sweep.batch.build()).thenApply(_ -> sweep.deleted);
  }

  private void collectDead(KeyValueStore.Snapshot snapshot, Sweep sweep) {
    Key all = QueueKeys.dead();
    try (KeyValueStore.Cursor dead = snapshot.scan(all, all.afterPrefix())) {
      while (sweep.looked < STEP_MAX && dead.next()) {
        long generation = QueueKeys.deadGeneration(dead.key());
        messages.forget(generation);
        boolean finished =
            deleteAll(snapshot, QueueKeys.messages(generation), sweep)
                && deleteAll(snapshot, QueueKeys.turns(generation), sweep);
        if (finished) {
          sweep.delete(dead.key());
        }
      }
    }
  }

  private static boolean deleteAll(KeyValueStore.Snapshot snapshot, Key prefix, Sweep sweep) {
    try (KeyValueStore.Cursor rows = snapshot.scan(prefix, prefix.afterPrefix())) {
      while (rows.next()) {
        if (sweep.looked >= STEP_MAX) {
          return false;
        }
        sweep.delete(rows.key());
      }
    }
    return true;
  }

  private void collectExpired(KeyValueStore.Snapshot snapshot, Sweep sweep, Instant now) {
    Optional<Key> end = QueueKeys.messages().afterPrefix();
    try (KeyValueStore.Cursor rows = snapshot.scan(expiryFrom, end)) {
      while (rows.next()) {
        if (sweep.looked >= STEP_MAX) {
          expiryFrom = rows.key();
          return;
        }
        MessageRow row = MessageRow.read(rows.value());
        sweep.looked++;
        if (row.hasExpired(now)) {
          deleteExpired(rows.key(), row, sweep);
        }
      }
    }
    expiryFrom = QueueKeys.messages();
  }

  private void deleteExpired(Key key, MessageRow row, Sweep sweep) {
    long generation = QueueKeys.messageGeneration(key);
    UUID id = QueueKeys.messageId(key);
    sweep.delete(key);
    sweep.delete(QueueKeys.turn(generation, row.visibleAt(), id));
    messages.uncount(generation);
  }

  /// What one step has looked at and deletes.
  private static final class Sweep {
    private final Batch.Builder batch = Batch.builder();
    private int looked;
    private int deleted;

    private void delete(Key key) {
      batch.delete(key);
      looked++;
      deleted++;
    }
  }
}
