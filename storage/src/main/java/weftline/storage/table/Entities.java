package weftline.storage.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions;
import weftline.kv.Transactions.Transaction;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// The entities of tables: changing them, alone or several of a partition together, and finding
/// them.
final class Entities {
  static final int PAGE_MAX = 1_000;
  static final long PAGE_BYTES_MAX = 4 << 20;

  /// A query that matches little answers with an empty page and a continuation rather than late.
  static final int LOOKED_AT_MAX = 50_000;

  private final KeyValueStore store;
  private final Tables tables;
  private final Transactions transactions;

  Entities(KeyValueStore store, Tables tables) {
    this.store = store;
    this.tables = tables;
    this.transactions = new Transactions(store);
  }

  /// Makes one change. Answers the entity as it is afterwards, or as it was deleted.
  CompletionStage<Entity> write(String account, String table, Write write, Instant now) {
    return transactions.transact(transaction -> {
      long generation = Tables.generation(transaction, account, table);
      return apply(transaction, generation, write, now);
    });
  }

  /// Makes all changes or none; they are of one partition. A refusal says which change it is about.
  CompletionStage<List<Entity>> writeAll(
      String account, String table, List<Write> writes, Instant now) {
    return transactions.transact(transaction -> {
      long generation = Tables.generation(transaction, account, table);
      Set<String> rows = new HashSet<>();
      List<Entity> results = new ArrayList<>();
      for (Write write : writes) {
        try {
          if (!rows.add(write.entity().row())) {
            throw new StorageException(StorageError.INVALID_DUPLICATE_ROW);
          }
          results.add(apply(transaction, generation, write, now));
        } catch (StorageException refusal) {
          throw BatchRefusedException.of(results.size(), refusal);
        }
      }
      return results;
    });
  }

  private static Entity apply(Transaction transaction, long generation, Write write, Instant now) {
    Entity given = write.entity();
    Key key = TableKeys.entity(generation, given.partition(), given.row());
    Optional<Entity> stored = transaction.get(key).map(row -> TableKeys.entity(key, row));
    check(write, stored);
    if (write.kind() == Write.Kind.DELETE) {
      transaction.delete(key);
      return given;
    }
    Entity base =
        switch (write.kind()) {
          case MERGE, INSERT_OR_MERGE ->
              stored.map(before -> before.merged(given.properties())).orElse(given);
          case INSERT, REPLACE, INSERT_OR_REPLACE, DELETE -> given;
        };
    Entity result = base.at(Timestamps.after(stored.map(Entity::timestamp), now));
    EntityLimits.check(result);
    transaction.put(key, EntityRow.write(result));
    return result;
  }

  private static void check(Write write, Optional<Entity> stored) {
    switch (write.kind()) {
      case INSERT -> {
        if (stored.isPresent()) {
          throw new StorageException(StorageError.ENTITY_ALREADY_EXISTS);
        }
      }
      case REPLACE, MERGE, DELETE -> {
        Entity entity =
            stored.orElseThrow(() -> new StorageException(StorageError.RESOURCE_NOT_FOUND));
        boolean matches =
            write.ifMatch().stream()
                .allMatch(etag -> etag.equals("*") || etag.equals(entity.etag()));
        if (!matches) {
          throw new StorageException(StorageError.UPDATE_CONDITION_NOT_SATISFIED);
        }
      }
      case INSERT_OR_REPLACE, INSERT_OR_MERGE -> {}
    }
  }

  Entity find(String account, String table, String partition, String row) {
    Key key = TableKeys.entity(generation(account, table), partition, row);
    return store
        .get(key)
        .map(bytes -> TableKeys.entity(key, bytes))
        .orElseThrow(() -> new StorageException(StorageError.RESOURCE_NOT_FOUND));
  }

  /// A page of the entities that match, in order of keys.
  Page query(String account, String table, Query query) {
    long generation = generation(account, table);
    KeyRange whole = KeyRange.of(generation, query.filter());
    KeyRange range =
        query
            .start()
            .map(start -> TableKeys.entity(generation, start.partition(), start.row()))
            .map(whole::startingAt)
            .orElse(whole);
    if (range.isEmpty()) {
      return new Page(List.of(), Optional.empty());
    }
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(range.from(), range.to())) {
      return page(cursor, query, KeyRange.rest(query.filter()));
    }
  }

  /// @param filter what is asked of the entities that the cursor finds
  private static Page page(KeyValueStore.Cursor cursor, Query query, Filter filter) {
    List<Entity> found = new ArrayList<>();
    long bytes = 0;
    int lookedAt = 0;
    while (cursor.next()) {
      Candidate candidate = Candidate.at(cursor);
      boolean full =
          found.size() == query.max() || bytes > PAGE_BYTES_MAX || lookedAt == LOOKED_AT_MAX;
      if (full) {
        return new Page(found, Optional.of(candidate.place()));
      }
      lookedAt++;
      if (filter.matches(candidate::property) && query.visible().test(candidate.place())) {
        found.add(candidate.entity());
        bytes += candidate.length();
      }
    }
    return new Page(found, Optional.empty());
  }

  private long generation(String account, String table) {
    return tables
        .find(account, table)
        .orElseThrow(() -> new StorageException(StorageError.TABLE_NOT_FOUND))
        .generation();
  }

  /// What to look for.
  ///
  /// @param visible what the client may see at all
  record Query(
      Filter filter, int max, Optional<Continuation> start, Predicate<Continuation> visible) {}

  /// Some entities.
  ///
  /// @param next where the next page starts; empty after the last one
  record Page(List<Entity> entities, Optional<Continuation> next) {
    Page {
      entities = List.copyOf(entities);
    }
  }
}
