package weftline.storage.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.AccessList;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StoredPolicy;

/// The queues of accounts: making, deleting, finding and listing them.
final class Queues {
  private final KeyValueStore store;
  private final Transactions transactions;
  private final MessageIds ids;

  Queues(KeyValueStore store, MessageIds ids) {
    this.store = store;
    this.transactions = new Transactions(store);
    this.ids = ids;
  }

  /// Answers false if there is an equal queue already; one with other metadata is a refusal.
  CompletionStage<Boolean> create(String account, String name, SortedMap<String, String> metadata) {
    QueueRow row = new QueueRow(ids.generation(), metadata, AccessList.EMPTY);
    return transactions.transact(transaction -> {
      Key key = QueueKeys.queue(account, name);
      Optional<QueueRow> existing = transaction.get(key).map(QueueRow::read);
      if (existing.isEmpty()) {
        transaction.put(key, row.toBytes());
        return true;
      }
      if (!existing.get().metadata().equals(metadata)) {
        throw new StorageException(StorageError.QUEUE_ALREADY_EXISTS);
      }
      return false;
    });
  }

  /// One write, however many messages there are; [QueueCollector] follows behind. Answers the
  /// generation that has ended.
  CompletionStage<Long> delete(String account, String name) {
    return transactions.transact(transaction -> {
      QueueRow row = find(transaction, account, name);
      transaction.delete(QueueKeys.queue(account, name));
      transaction.put(QueueKeys.dead(row.generation()), new byte[0]);
      return row.generation();
    });
  }

  /// Deletes all messages, in one write as well: the queue starts another generation. Answers the
  /// one that has ended.
  CompletionStage<Long> clear(String account, String name) {
    long next = ids.generation();
    return transactions.transact(transaction -> {
      QueueRow row = find(transaction, account, name);
      transaction.put(QueueKeys.queue(account, name), row.withGeneration(next).toBytes());
      transaction.put(QueueKeys.dead(row.generation()), new byte[0]);
      return row.generation();
    });
  }

  CompletionStage<QueueRow> change(String account, String name, UnaryOperator<QueueRow> change) {
    return transactions.transact(transaction -> {
      QueueRow row = change.apply(find(transaction, account, name));
      transaction.put(QueueKeys.queue(account, name), row.toBytes());
      return row;
    });
  }

  Optional<StoredPolicy> policy(String account, String name, String id) {
    return store
        .get(QueueKeys.queue(account, name))
        .map(QueueRow::read)
        .flatMap(row -> row.access().policy(id));
  }

  /// Refuses if there is none.
  OpenQueue open(String account, String name) {
    return new OpenQueue(QueueKeys.queue(account, name), find(account, name).generation());
  }

  /// Refuses if there is none.
  QueueRow find(String account, String name) {
    return store
        .get(QueueKeys.queue(account, name))
        .map(QueueRow::read)
        .orElseThrow(() -> new StorageException(StorageError.QUEUE_NOT_FOUND));
  }

  private static QueueRow find(Transaction transaction, String account, String name) {
    return transaction
        .get(QueueKeys.queue(account, name))
        .map(QueueRow::read)
        .orElseThrow(() -> new StorageException(StorageError.QUEUE_NOT_FOUND));
  }

  /// A page of queues in order of names.
  ///
  /// @param marker the first name of the page; empty for the first page
  Page list(String account, String prefix, String marker, int max) {
    Key all = QueueKeys.queues(account, prefix);
    Key start = QueueKeys.queues(account, marker);
    Key from = start.compareTo(all) < 0 ? all : start;
    List<Named> found = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(from, all.afterPrefix())) {
      while (cursor.next()) {
        String name = QueueKeys.queueName(cursor.key());
        if (found.size() == max) {
          return new Page(found, name);
        }
        found.add(new Named(name, QueueRow.read(cursor.value())));
      }
    }
    return new Page(found, "");
  }

  /// A queue and its name.
  record Named(String name, QueueRow row) {}

  /// Some queues.
  ///
  /// @param nextMarker where the next page starts; empty after the last one
  record Page(List<Named> queues, String nextMarker) {
    Page {
      queues = List.copyOf(queues);
    }
  }
}
