package weftline.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// The formats of time on the wire: those of HTTP headers and those of signatures.
public final class WireTimes {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter PRECISE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private WireTimes() {}

  /// As `Last-Modified` and lists write it: whole seconds.
  public static String http(Instant time) {
    return HTTP.format(time);
  }

  public static Optional<Instant> parseHttp(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// As signatures write it: `2026-01-31T10:00:00Z`.
  static String iso(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /// As access policies write it: `2026-01-31T10:00:00.0000000Z`.
  static String precise(Instant time) {
    return PRECISE.format(time);
  }

  /// Reads a day, or a time with minutes, seconds or fractions, always in UTC.
  static Optional<Instant> parseIso(String text) {
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
