package weftline.kv;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import weftline.kv.KeyValueStore.Outcome;

/// Read, think, write: runs work on a store again until nothing that it has read was changed by
/// somebody else before its changes were made.
public final class Transactions {
  /// Each round, at least one of those who contend gets through, so losing this often is a bug.
  static final int ROUNDS_MAX = 1_000;

  private final KeyValueStore store;

  public Transactions(KeyValueStore store) {
    this.store = store;
  }

  /// The work may run several times, and fails the stage when it throws; then nothing is changed.
  /// All it reads and changes must lie in one partition. The stage completes when the changes are
  /// durable; work that changes nothing is not checked against others, for it saw a snapshot.
  public <T> CompletionStage<T> transact(Function<Transaction, T> work) {
    return from(work, 1);
  }

  /// Rounds that are over at once are a loop: a thousand calls within each other need more stack
  /// than a thread has.
  private <T> CompletionStage<T> from(Function<Transaction, T> work, int first) {
    try {
      int round = first;
      Attempt<T> attempt = attempt(work);
      while (attempt.isLost() && round < ROUNDS_MAX) {
        attempt = attempt(work);
        round++;
      }
      return end(work, attempt, round);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> Attempt<T> attempt(Function<Transaction, T> work) {
    T result;
    Batch batch;
    try (KeyValueStore.Snapshot snapshot = store.snapshot()) {
      Transaction transaction = new Transaction(snapshot);
      result = work.apply(transaction);
      batch = transaction.batch();
    }
    return new Attempt<>(
        result,
        batch.changes().isEmpty()
            ? CompletableFuture.completedFuture(Outcome.COMMITTED)
            : store.commit(batch).toCompletableFuture());
  }

  private <T> CompletionStage<T> end(Function<Transaction, T> work, Attempt<T> attempt, int round) {
    return attempt
        .outcome()
        .thenCompose(outcome ->
            switch (outcome) {
              case COMMITTED -> CompletableFuture.completedFuture(attempt.result());
              case CONFLICT -> again(work, round);
            });
  }

  private <T> CompletionStage<T> again(Function<Transaction, T> work, int round) {
    if (round == ROUNDS_MAX) {
      return CompletableFuture.failedFuture(
          new StoreException("A transaction lost " + ROUNDS_MAX + " rounds against others."));
    }
    return from(work, round + 1);
  }

  /// One round of work.
  private record Attempt<T>(T result, CompletableFuture<Outcome> outcome) {
    boolean isLost() {
      return outcome.state() == Future.State.SUCCESS && outcome.resultNow() == Outcome.CONFLICT;
    }
  }

  /// What the work sees: a snapshot with its own changes on top. Reads by key are guarded; scans
  /// are not, so read by key what a decision hangs on.
  public static final class Transaction {
    private final KeyValueStore.Snapshot snapshot;
    private final Map<Key, Optional<byte[]>> reads = new LinkedHashMap<>();
    private final Map<Key, Optional<byte[]>> changes = new LinkedHashMap<>();

    private Transaction(KeyValueStore.Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    public Optional<byte[]> get(Key key) {
      if (changes.containsKey(key)) {
        return changes.get(key);
      }
      return reads.computeIfAbsent(key, snapshot::get);
    }

    /// The entries of the snapshot, without the changes that the work has made.
    public KeyValueStore.Cursor scan(Key from, Optional<Key> to) {
      return snapshot.scan(from, to);
    }

    public void put(Key key, byte[] value) {
      changes.put(key, Optional.of(value));
    }

    public void delete(Key key) {
      changes.put(key, Optional.empty());
    }

    private Batch batch() {
      Batch.Builder batch = Batch.builder();
      reads.forEach(batch::guard);
      changes.forEach((key, value) ->
          value.ifPresentOrElse(bytes -> batch.put(key, bytes), () -> batch.delete(key)));
      return batch.build();
    }
  }
}
