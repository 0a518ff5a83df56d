package weftline.storage.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// An entity as it is kept: all but its keys, which are in the key of the row.
final class EntityRow {
  private static final int TEXT = 1;
  private static final int INT32 = 2;
  private static final int INT64 = 3;
  private static final int REAL = 4;
  private static final int TRUTH = 5;
  private static final int MOMENT = 6;
  private static final int GUID = 7;
  private static final int BINARY = 8;

  private EntityRow() {}

  static byte[] write(Entity entity) {
    RowWriter out = new RowWriter().instant(entity.timestamp()).number(entity.properties().size());
    entity.properties().forEach((name, value) -> write(out.text(name), value));
    return out.toBytes();
  }

  private static void write(RowWriter out, Edm value) {
    switch (value) {
      case Edm.Text(var text) -> out.number(TEXT).text(text);
      case Edm.Int32(var number) -> out.number(INT32).number(number);
      case Edm.Int64(var number) -> out.number(INT64).number(number);
      case Edm.Real(var number) -> out.number(REAL).number(Double.doubleToRawLongBits(number));
      case Edm.Truth(var truth) -> out.number(TRUTH).flag(truth);
      case Edm.Moment(var time) -> out.number(MOMENT).instant(time);
      case Edm.Guid(var id) ->
          out.number(GUID).number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
      case Edm.Binary(var bytes) -> out.number(BINARY).bytes(bytes);
    }
  }

  static Entity read(String partition, String row, byte[] bytes) {
    RowReader in = new RowReader(bytes);
    var timestamp = in.instant();
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      properties.put(in.text(), value(in));
    }
    return new Entity(partition, row, timestamp, properties);
  }

  static Instant timestamp(byte[] bytes) {
    return new RowReader(bytes).instant();
  }

  /// One property, found without making values of the others.
  static Optional<Edm> property(byte[] bytes, String name) {
    RowReader in = new RowReader(bytes);
    in.number();
    in.number(); // the two halves of the timestamp
    for (int left = in.smallNumber(); left > 0; left--) {
      if (in.isText(name)) {
        return Optional.of(value(in));
      }
      skip(in);
    }
    return Optional.empty();
  }

  private static void skip(RowReader in) {
    int type = in.smallNumber();
    switch (type) {
      case TEXT, BINARY -> in.skipBytes();
      case INT32, INT64, REAL -> in.number();
      case TRUTH -> in.flag();
      case MOMENT, GUID -> {
        in.number();
        in.number();
      }
      default -> throw unknown(type);
    }
  }

  private static Edm value(RowReader in) {
    int type = in.smallNumber();
    return switch (type) {
      case TEXT -> new Edm.Text(in.text());
      case INT32 -> new Edm.Int32(in.smallNumber());
      case INT64 -> new Edm.Int64(in.number());
      case REAL -> new Edm.Real(Double.longBitsToDouble(in.number()));
      case TRUTH -> new Edm.Truth(in.flag());
      case MOMENT -> new Edm.Moment(in.instant());
      case GUID -> new Edm.Guid(new UUID(in.number(), in.number()));
      case BINARY -> new Edm.Binary(in.bytes());
      default -> throw unknown(type);
    };
  }

  private static IllegalStateException unknown(int type) {
    return new IllegalStateException("A row has a property of type " + type + ".");
  }
}
