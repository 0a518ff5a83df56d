package weftline.storage.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// One thing that few blobs have, such as a lease. It takes room in a blob's row only where it is.
/// The numbers are on disk: a new field takes a new one.
final class BlobField<T> {
  private static final int COUNT_MAX = 64;
  private static final BlobField<?>[] ALL = new BlobField<?>[COUNT_MAX];

  /// Which version this is, where versions are kept.
  static final BlobField<Long> VERSION = number(1);

  /// What a row in a blob's history is.
  static final BlobField<History.Kind> HISTORY =
      of(
          2,
          History.Kind.class,
          row -> History.Kind.of(row.smallNumber()),
          (kind, row) -> row.number(kind.number()));

  /// When and until when it is deleted softly.
  static final BlobField<Deletion> DELETION =
      of(3, Deletion.class, Deletion::read, Deletion::write);

  /// When the last snapshot of it was taken. It is there so that every snapshot changes the row of
  /// the present state: who replaces or deletes that meanwhile has not seen the snapshot.
  static final BlobField<Long> LAST_SNAPSHOT = number(4);

  /// The copy that it came from.
  static final BlobField<CopyState> COPY =
      of(20, CopyState.class, CopyState::read, CopyState::write);

  /// Of a page blob.
  static final BlobField<Long> SEQUENCE_NUMBER = number(21);

  /// How many blocks have been appended.
  static final BlobField<Long> APPENDS = number(22);

  /// That nothing is appended any more.
  static final BlobField<Boolean> SEALED =
      of(23, Boolean.class, RowReader::flag, (value, row) -> row.flag(value));

  /// Who alone may change it.
  static final BlobField<Lease> LEASE = of(40, Lease.class, Lease::read, Lease::write);

  /// The words by which it can be found.
  static final BlobField<Tags> TAGS = of(41, Tags.class, Tags::read, Tags::write);

  /// How fast it is to be at hand.
  static final BlobField<Tier> TIER = of(42, Tier.class, Tier::read, Tier::write);

  /// When it goes by itself.
  static final BlobField<Instant> EXPIRY =
      of(43, Instant.class, RowReader::instant, (time, row) -> row.instant(time));

  /// Until when it may not be changed.
  static final BlobField<Immutability> IMMUTABILITY =
      of(44, Immutability.class, Immutability::read, Immutability::write);

  /// That it may not be changed until somebody says otherwise.
  static final BlobField<Boolean> LEGAL_HOLD =
      of(45, Boolean.class, RowReader::flag, (hold, row) -> row.flag(hold));

  /// Which key clients must bring.
  static final BlobField<CustomerKey> CUSTOMER_KEY =
      of(
          46,
          CustomerKey.class,
          row -> new CustomerKey(row.text()),
          (key, row) -> row.text(key.hash()));

  /// The name of an encryption scope; nothing follows from it.
  static final BlobField<String> ENCRYPTION_SCOPE =
      of(47, String.class, RowReader::text, (scope, row) -> row.text(scope));

  private final int number;
  private final Class<T> type;
  private final Function<RowReader, T> reader;
  private final BiConsumer<T, RowWriter> writer;

  private BlobField(
      int number, Class<T> type, Function<RowReader, T> reader, BiConsumer<T, RowWriter> writer) {
    this.number = number;
    this.type = type;
    this.reader = reader;
    this.writer = writer;
  }

  private static <T> BlobField<T> of(
      int number, Class<T> type, Function<RowReader, T> reader, BiConsumer<T, RowWriter> writer) {
    BlobField<T> field = new BlobField<>(number, type, reader, writer);
    if (ALL[number] != null) {
      throw new IllegalStateException("two fields have the number " + number);
    }
    ALL[number] = field;
    return field;
  }

  private static BlobField<Long> number(int number) {
    return of(number, Long.class, RowReader::number, (value, row) -> row.number(value));
  }

  static BlobField<?> numbered(int number) {
    return Optional.<BlobField<?>>ofNullable(ALL[number])
        .orElseThrow(() -> new IllegalStateException("a row has the unknown field " + number));
  }

  int number() {
    return number;
  }

  T read(byte[] bytes) {
    return reader.apply(new RowReader(bytes));
  }

  byte[] toBytes(Object value) {
    RowWriter row = new RowWriter();
    writer.accept(cast(value), row);
    return row.toBytes();
  }

  T cast(Object value) {
    return type.cast(value);
  }

  @Override
  public String toString() {
    return type.getSimpleName() + "#" + number;
  }
}
