package weftline.storage.blob;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// What a blob has beside what every blob has, by the number of its [BlobField].
record BlobState(SortedMap<Integer, Object> values) {
  static final BlobState EMPTY = new BlobState(Collections.emptySortedMap());

  static BlobState read(RowReader row) {
    int count = row.smallNumber();
    if (count == 0) {
      return EMPTY;
    }
    SortedMap<Integer, Object> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int number = row.smallNumber();
      values.put(number, BlobField.numbered(number).read(row.bytes()));
    }
    return new BlobState(values);
  }

  void write(RowWriter row) {
    row.number(values.size());
    values.forEach(
        (number, value) -> row.number(number).bytes(BlobField.numbered(number).toBytes(value)));
  }

  <T> Optional<T> get(BlobField<T> field) {
    return Optional.ofNullable(values.get(field.number())).map(field::cast);
  }

  boolean has(BlobField<?> field) {
    return values.containsKey(field.number());
  }

  <T> BlobState with(BlobField<T> field, T value) {
    SortedMap<Integer, Object> changed = new TreeMap<>(values);
    changed.put(field.number(), value);
    return new BlobState(changed);
  }

  BlobState without(BlobField<?> field) {
    if (!has(field)) {
      return this;
    }
    SortedMap<Integer, Object> changed = new TreeMap<>(values);
    changed.remove(field.number());
    return new BlobState(changed);
  }
}
