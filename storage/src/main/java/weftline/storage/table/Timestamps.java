package weftline.storage.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// The times of tables, which have steps of 100 nanoseconds.
final class Timestamps {
  static final int STEP_NANOS = 100;

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SHORT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /// With as many digits of the fraction as it needs, as values are shown.
  static String value(Instant time) {
    return SHORT.format(time);
  }

  /// With all seven digits of the fraction.
  static String text(Instant time) {
    return FULL.format(time);
  }

  static String etag(Instant time) {
    return "W/\"datetime'" + text(time).replace(":", "%3A") + "'\"";
  }

  /// The time of a change: now, but after the time of the change before.
  static Instant after(Optional<Instant> previous, Instant now) {
    Instant step = now.truncatedTo(ChronoUnit.MICROS);
    return previous
        .filter(before -> !before.isBefore(step))
        .map(before -> before.plusNanos(STEP_NANOS))
        .orElse(step);
  }

  /// Reads a time with or without fraction and zone; without a zone it is in UTC.
  static Optional<Instant> parse(String text) {
    try {
      if (text.indexOf('T') < 0) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
