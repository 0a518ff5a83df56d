package weftline.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.KeyWriter;
import weftline.kv.Transactions;

/// The settings of the services of all accounts. A row holds the document in its newest form:
///
/// ```
/// a s account, letter of the service -> the document
/// ```
///
/// What was read is remembered, so there must be one of these for a store.
public final class Settings {
  private static final char ACCOUNT_WIDE = 'a';
  private static final char SETTINGS = 's';

  /// Whoever asks, with right or without, may name any account: one that is forgotten for another
  /// is read again when it is asked for.
  private static final int KNOWN_MAX = 1_000;

  private final KeyValueStore store;
  private final Transactions transactions;
  private final ConcurrentHashMap<Key, ServiceSettings> known = new ConcurrentHashMap<>();

  public Settings(KeyValueStore store) {
    this.store = store;
    this.transactions = new Transactions(store);
  }

  /// What accounts keep of what is deleted.
  ///
  /// @param versions whether every state of every blob is kept
  /// @param containers how long deleted containers are kept
  public Retention retention(boolean versions, Optional<Duration> containers) {
    return new SettingsRetention(this, versions, containers);
  }

  ServiceSettings of(String account, ServiceKind service) {
    Key key = key(account, service);
    Optional<ServiceSettings> found = Optional.ofNullable(known.get(key));
    if (found.isPresent()) {
      return found.get();
    }
    if (known.size() >= KNOWN_MAX) {
      known.keySet().stream().findAny().ifPresent(known::remove);
    }
    return known.computeIfAbsent(key, _ -> read(store.get(key), service));
  }

  CompletionStage<ServiceSettings> change(
      String account, ServiceKind service, UnaryOperator<ServiceSettings> change) {
    Key key = key(account, service);
    return transactions
        .transact(transaction -> {
          ServiceSettings changed = change.apply(read(transaction.get(key), service));
          transaction.put(
              key, SettingsXml.write(changed, service, Answer.NEWEST_VERSION).toBytes());
          return changed;
        })
        .whenComplete((_, _) -> known.remove(key));
  }

  private static ServiceSettings read(Optional<byte[]> row, ServiceKind service) {
    return row.map(XmlElement::parse)
        .map(document -> SettingsXml.changed(ServiceSettings.DEFAULT, document, service))
        .orElse(ServiceSettings.DEFAULT);
  }

  private static Key key(String account, ServiceKind service) {
    return KeyWriter.start()
        .kind(ACCOUNT_WIDE)
        .kind(SETTINGS)
        .text(account)
        .kind(service.letter())
        .key();
  }
}
