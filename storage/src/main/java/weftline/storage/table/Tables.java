package weftline.storage.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.AccessList;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StoredPolicy;

/// The tables of accounts: making, deleting, finding and listing them.
final class Tables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{2,62}");

  private final KeyValueStore store;
  private final Transactions transactions;
  private final RandomGenerator random;

  Tables(KeyValueStore store, RandomGenerator random) {
    this.store = store;
    this.transactions = new Transactions(store);
    this.random = random;
  }

  CompletionStage<TableRow> create(String account, String name) {
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("tables")) {
      throw new StorageException(StorageError.INVALID_RESOURCE_NAME);
    }
    TableRow row = new TableRow(name, random.nextLong(), AccessList.EMPTY);
    return transactions.transact(transaction -> {
      Key key = TableKeys.table(account, name);
      if (transaction.get(key).isPresent()) {
        throw new StorageException(StorageError.TABLE_ALREADY_EXISTS);
      }
      transaction.put(key, row.toBytes());
      return row;
    });
  }

  /// One write, however many entities there are; [TableCollector] follows behind.
  CompletionStage<TableRow> delete(String account, String name) {
    return transactions.transact(transaction -> {
      Key key = TableKeys.table(account, name);
      TableRow row =
          transaction
              .get(key)
              .map(TableRow::read)
              .orElseThrow(() -> new StorageException(StorageError.RESOURCE_NOT_FOUND));
      transaction.delete(key);
      transaction.put(TableKeys.dead(row.generation()), new byte[0]);
      return row;
    });
  }

  CompletionStage<TableRow> setAccess(String account, String name, AccessList access) {
    return transactions.transact(transaction -> {
      Key key = TableKeys.table(account, name);
      TableRow row =
          transaction
              .get(key)
              .map(TableRow::read)
              .orElseThrow(() -> new StorageException(StorageError.TABLE_NOT_FOUND))
              .withAccess(access);
      transaction.put(key, row.toBytes());
      return row;
    });
  }

  Optional<StoredPolicy> policy(String account, String name, String id) {
    return find(account, name).flatMap(row -> row.access().policy(id));
  }

  Optional<TableRow> find(String account, String name) {
    return store.get(TableKeys.table(account, name)).map(TableRow::read);
  }

  /// The generation of the table that the work of a transaction is about.
  static long generation(Transaction transaction, String account, String name) {
    return transaction
        .get(TableKeys.table(account, name))
        .map(TableRow::read)
        .orElseThrow(() -> new StorageException(StorageError.TABLE_NOT_FOUND))
        .generation();
  }

  /// A page of tables in order of names.
  ///
  /// @param next the first name of the page; empty for the first page
  Page list(String account, Filter filter, String next, int max) {
    Key from = next.isEmpty() ? TableKeys.tables(account) : TableKeys.table(account, next);
    List<TableRow> found = new ArrayList<>();
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor =
            snapshot.scan(from, TableKeys.tables(account).afterPrefix())) {
      while (cursor.next()) {
        TableRow row = TableRow.read(cursor.value());
        if (found.size() == max) {
          return new Page(found, row.name());
        }
        if (filter.matches(name -> property(row, name))) {
          found.add(row);
        }
      }
    }
    return new Page(found, "");
  }

  private static Optional<Edm> property(TableRow row, String name) {
    return name.equals("TableName") ? Optional.of(new Edm.Text(row.name())) : Optional.empty();
  }

  /// Some tables.
  ///
  /// @param next where the next page starts; empty after the last one
  record Page(List<TableRow> tables, String next) {
    Page {
      tables = List.copyOf(tables);
    }
  }
}
