package weftline.storage.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// The messages of queues. A message has two rows: its content, and its turn, which sorts it by the
/// time from which it may be taken; so taking costs O(log n) in a queue of n messages.
final class Messages {
  private final KeyValueStore store;
  private final Transactions transactions;
  private final MessageIds ids;
  private final ConcurrentHashMap<Long, Lane> lanes = new ConcurrentHashMap<>();

  Messages(KeyValueStore store, MessageIds ids) {
    this.store = store;
    this.transactions = new Transactions(store);
    this.ids = ids;
  }

  /// Appends a message.
  ///
  /// @param delay how long nobody may take it
  CompletionStage<Message> put(
      OpenQueue queue, Instant now, Duration delay, Instant expiresAt, String text) {
    Lane lane = lane(queue);
    MessageRow row = new MessageRow(now, expiresAt, now.plus(delay), ids.receipt(), 0, text);
    Message message = new Message(ids.next(now), row);
    Key turn = QueueKeys.turn(queue.generation(), row.visibleAt(), message.id());
    lane.arrive(List.of(turn));
    return transactions
        .transact(transaction -> {
          queue.check(transaction);
          transaction.put(QueueKeys.message(queue.generation(), message.id()), row.toBytes());
          transaction.put(turn, new byte[0]);
          return message;
        })
        .whenComplete((_, failure) -> {
          lane.arrived(List.of(turn));
          lane.add(failure == null ? 1 : 0);
        });
  }

  /// Takes visible messages, earliest first, and hides them for a while.
  CompletionStage<List<Message>> take(OpenQueue queue, Instant now, Duration invisible, int max) {
    Take take = new Take(queue, lane(queue), ids, now, invisible, max);
    return transactions
        .transact(take::choose)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            take.finish();
          }
          take.close();
        });
  }

  /// Looks at visible messages without taking them.
  List<Message> peek(OpenQueue queue, Instant now, int max) {
    List<Message> found = new ArrayList<>();
    Key from = lane(queue).head();
    Key end = QueueKeys.turnsAt(queue.generation(), now.plusMillis(1));
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor turns = snapshot.scan(from, Optional.of(end))) {
      while (found.size() < max && turns.next()) {
        UUID id = QueueKeys.turnMessage(turns.key());
        snapshot
            .get(QueueKeys.message(queue.generation(), id))
            .map(MessageRow::read)
            .filter(row -> !row.hasExpired(now))
            .ifPresent(row -> found.add(new Message(id, row)));
      }
    }
    return found;
  }

  /// Changes when a message that was taken comes back and, if asked for, what it says.
  CompletionStage<Message> change(OpenQueue queue, Change change) {
    Lane lane = lane(queue);
    UUID id = change.receipt().message();
    Key turn = QueueKeys.turn(queue.generation(), change.visibleAt(), id);
    lane.arrive(List.of(turn));
    return transactions
        .transact(transaction -> {
          MessageRow row = find(transaction, queue, change.receipt(), change.now());
          MessageRow changed =
              row.changed(change.visibleAt(), ids.receipt(), change.text().orElse(row.text()));
          transaction.delete(QueueKeys.turn(queue.generation(), row.visibleAt(), id));
          transaction.put(QueueKeys.message(queue.generation(), id), changed.toBytes());
          transaction.put(turn, new byte[0]);
          return new Message(id, changed);
        })
        .whenComplete((_, _) -> lane.arrived(List.of(turn)));
  }

  /// Deletes a message that was taken.
  CompletionStage<UUID> delete(OpenQueue queue, Receipt receipt, Instant now) {
    Lane lane = lane(queue);
    return transactions
        .transact(transaction -> {
          MessageRow row = find(transaction, queue, receipt, now);
          transaction.delete(
              QueueKeys.turn(queue.generation(), row.visibleAt(), receipt.message()));
          transaction.delete(QueueKeys.message(queue.generation(), receipt.message()));
          return receipt.message();
        })
        .whenComplete((_, failure) -> lane.add(failure == null ? -1 : 0));
  }

  private static MessageRow find(
      Transaction transaction, OpenQueue queue, Receipt receipt, Instant now) {
    queue.check(transaction);
    MessageRow row =
        transaction
            .get(QueueKeys.message(queue.generation(), receipt.message()))
            .map(MessageRow::read)
            .filter(found -> !found.hasExpired(now))
            .orElseThrow(() -> new StorageException(StorageError.MESSAGE_NOT_FOUND));
    if (row.receipt() != receipt.number()) {
      throw new StorageException(StorageError.POP_RECEIPT_MISMATCH);
    }
    return row;
  }

  /// How many messages there are, visible or not. Counted once for each start of the program and
  /// kept up to date from then on; what happens while it counts may be missed.
  long count(OpenQueue queue) {
    Lane lane = lane(queue);
    OptionalLong known = lane.count();
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long count = 0;
    Key turns = QueueKeys.turns(queue.generation());
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(turns, turns.afterPrefix())) {
      while (cursor.next()) {
        count++;
      }
    }
    lane.counted(count);
    return count;
  }

  /// A message has expired and is gone.
  void uncount(long generation) {
    Optional.ofNullable(lanes.get(generation)).ifPresent(lane -> lane.add(-1));
  }

  /// Forgets what was remembered of a queue that has ended.
  void forget(long generation) {
    lanes.remove(generation);
  }

  private Lane lane(OpenQueue queue) {
    return lanes.computeIfAbsent(
        queue.generation(), generation -> new Lane(QueueKeys.turns(generation)));
  }
}
