package weftline.storage.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A value of a property, of one of the eight types that tables know.
sealed interface Edm {
  /// The type's name on the wire.
  String type();

  /// Orders values that can be compared: numbers with numbers, all others with their own type.
  OptionalInt compare(Edm other);

  /// Text.
  record Text(String value) implements Edm {
    @Override
    public String type() {
      return "Edm.String";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return other instanceof Text(var text)
          ? OptionalInt.of(Texts.compare(value, text))
          : OptionalInt.empty();
    }
  }

  /// A whole number of 32 bits.
  record Int32(int value) implements Edm {
    @Override
    public String type() {
      return "Edm.Int32";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return compareNumbers(this, other);
    }
  }

  /// A whole number of 64 bits.
  record Int64(long value) implements Edm {
    @Override
    public String type() {
      return "Edm.Int64";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return compareNumbers(this, other);
    }
  }

  /// A number with a floating point.
  record Real(double value) implements Edm {
    @Override
    public String type() {
      return "Edm.Double";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return compareNumbers(this, other);
    }
  }

  /// True or false.
  record Truth(boolean value) implements Edm {
    @Override
    public String type() {
      return "Edm.Boolean";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return other instanceof Truth(var truth)
          ? OptionalInt.of(Boolean.compare(value, truth))
          : OptionalInt.empty();
    }
  }

  /// A moment, to a ten-millionth of a second.
  record Moment(Instant value) implements Edm {
    @Override
    public String type() {
      return "Edm.DateTime";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return other instanceof Moment(var moment)
          ? OptionalInt.of(value.compareTo(moment))
          : OptionalInt.empty();
    }
  }

  /// A name that is unique in the world.
  record Guid(UUID value) implements Edm {
    private static final int LENGTH = 36;

    /// Reads the usual form with all its digits.
    static Guid parse(String text) {
      if (text.length() != LENGTH) {
        throw new IllegalArgumentException("no GUID: " + text);
      }
      return new Guid(UUID.fromString(text));
    }

    @Override
    public String type() {
      return "Edm.Guid";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return other instanceof Guid(var guid)
          ? OptionalInt.of(value.toString().compareTo(guid.toString()))
          : OptionalInt.empty();
    }
  }

  /// Bytes.
  record Binary(byte[] value) implements Edm {
    @Override
    public String type() {
      return "Edm.Binary";
    }

    @Override
    public OptionalInt compare(Edm other) {
      return other instanceof Binary(var bytes)
          ? OptionalInt.of(Arrays.compareUnsigned(value, bytes))
          : OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary(var bytes) && Arrays.equals(value, bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Binary[" + HexFormat.of().formatHex(value) + "]";
    }

    String base64() {
      return Base64.getEncoder().encodeToString(value);
    }
  }

  private static OptionalInt compareNumbers(Edm one, Edm other) {
    if (one instanceof Int32(var first) && other instanceof Int32(var second)) {
      return OptionalInt.of(Integer.compare(first, second));
    }
    if (one instanceof Real(var real) && !Double.isFinite(real)) {
      return compareReals(real, other);
    }
    if (other instanceof Real(var real) && !Double.isFinite(real)) {
      OptionalInt order = compareReals(real, one);
      return order.isPresent() ? OptionalInt.of(-order.getAsInt()) : order;
    }
    return exact(one)
        .flatMap(first -> exact(other).map(first::compareTo))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /// Infinity lies beyond all numbers, and NaN compares with nothing but itself.
  private static OptionalInt compareReals(double real, Edm other) {
    return switch (other) {
      case Real(var value) when Double.isNaN(real) == Double.isNaN(value) ->
          OptionalInt.of(Double.compare(real, value));
      case Int32 _, Int64 _ when !Double.isNaN(real) -> OptionalInt.of(real > 0 ? 1 : -1);
      default -> OptionalInt.empty();
    };
  }

  private static Optional<BigDecimal> exact(Edm number) {
    return switch (number) {
      case Int32(var value) -> Optional.of(BigDecimal.valueOf(value));
      case Int64(var value) -> Optional.of(BigDecimal.valueOf(value));
      case Real(var value) when Double.isFinite(value) -> Optional.of(new BigDecimal(value));
      default -> Optional.empty();
    };
  }
}
