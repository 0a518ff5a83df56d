package weftline.storage.blob;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;

/// The next row of one of several kinds that are read side by side, in the order of names.
final class Head implements AutoCloseable {
  private final KeyValueStore.Snapshot snapshot;
  private final Optional<Key> end;
  private final Function<Key, String> names;
  private KeyValueStore.Cursor cursor;
  private Optional<String> name = Optional.empty();

  private Head(
      KeyValueStore.Snapshot snapshot, Key from, Optional<Key> end, Function<Key, String> names) {
    this.snapshot = snapshot;
    this.end = end;
    this.names = names;
    this.cursor = snapshot.scan(from, end);
  }

  /// Stands at the first row whose key is not before `from`, of those that start with the prefix.
  static Head ofBlobs(KeyValueStore.Snapshot snapshot, Key prefix, Key from) {
    return of(snapshot, prefix, from, BlobKeys::blobName);
  }

  static Head ofContainers(KeyValueStore.Snapshot snapshot, Key prefix, Key from) {
    return of(snapshot, prefix, from, BlobKeys::containerName);
  }

  private static Head of(
      KeyValueStore.Snapshot snapshot, Key prefix, Key from, Function<Key, String> names) {
    Key start = from.compareTo(prefix) < 0 ? prefix : from;
    Head head = new Head(snapshot, start, prefix.afterPrefix(), names);
    head.advance();
    return head;
  }

  /// Empty after the last row.
  Optional<String> name() {
    return name;
  }

  boolean isAt(String wanted) {
    return name.isPresent() && name.get().equals(wanted);
  }

  Key key() {
    return cursor.key();
  }

  byte[] value() {
    return cursor.value();
  }

  void advance() {
    name = cursor.next() ? Optional.of(names.apply(cursor.key())) : Optional.empty();
  }

  /// Goes on from a later key, or to the end if there is none.
  void skipTo(Optional<Key> key) {
    if (name.isEmpty() || (key.isPresent() && cursor.key().compareTo(key.get()) >= 0)) {
      return;
    }
    cursor.close();
    if (key.isEmpty()) {
      name = Optional.empty();
      return;
    }
    cursor = snapshot.scan(key.get(), end);
    advance();
  }

  /// The first of two names in the order of keys; empty only if both are.
  static Optional<String> first(Optional<String> one, Optional<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return compare(one.get(), other.get()) <= 0 ? one : other;
  }

  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    cursor.close();
  }
}
