package weftline.storage.table;

import java.util.Optional;
import weftline.kv.KeyValueStore;

/// The entity at which a query's cursor stands. Most are looked at and left, so it is taken apart
/// only as far as the query asks.
final class Candidate {
  private final KeyValueStore.Cursor cursor;
  private final byte[] row;
  private Optional<Continuation> place = Optional.empty();

  private Candidate(KeyValueStore.Cursor cursor, byte[] row) {
    this.cursor = cursor;
    this.row = row;
  }

  /// To be used until the cursor moves on.
  static Candidate at(KeyValueStore.Cursor cursor) {
    return new Candidate(cursor, cursor.value());
  }

  /// How many bytes it takes, without its keys.
  int length() {
    return row.length;
  }

  /// The same as of the whole entity.
  Optional<Edm> property(String name) {
    return switch (name) {
      case Entity.PARTITION_KEY -> Optional.of(new Edm.Text(place().partition()));
      case Entity.ROW_KEY -> Optional.of(new Edm.Text(place().row()));
      case Entity.TIMESTAMP -> Optional.of(new Edm.Moment(EntityRow.timestamp(row)));
      default -> EntityRow.property(row, name);
    };
  }

  /// Where a query would go on that ends before it.
  Continuation place() {
    if (place.isEmpty()) {
      place = Optional.of(TableKeys.place(cursor.key()));
    }
    return place.get();
  }

  Entity entity() {
    return EntityRow.read(place().partition(), place().row(), row);
  }
}
