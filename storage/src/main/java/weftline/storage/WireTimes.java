package weftline.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The formats of time on the wire: those of HTTP headers and those of signatures.
public final class WireTimes {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern ISO_SECONDS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern HTTP =
      Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");

  private static final DateTimeFormatter PRECISE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private WireTimes() {}

  /// As `Last-Modified` and lists write it: whole seconds.
  public static String http(Instant time) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text =
        new StringBuilder(29).append(DAYS.get(local.getDayOfWeek().getValue() - 1));
    twoDigits(text.append(", "), local.getDayOfMonth());
    text.append(' ').append(MONTHS.get(local.getMonthValue() - 1)).append(' ');
    twoDigits(text, local.getYear() / 100);
    twoDigits(text, local.getYear() % 100);
    twoDigits(text.append(' '), local.getHour());
    twoDigits(text.append(':'), local.getMinute());
    twoDigits(text.append(':'), local.getSecond());
    return text.append(" GMT").toString();
  }

  private static void twoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /// Times in the one form that everybody writes are read without the parser of the library, which
  /// takes longer than all the rest of a signature.
  public static Optional<Instant> parseHttp(String text) {
    try {
      if (HTTP.matcher(text).matches()) {
        Instant time =
            LocalDateTime.of(
                    number(text, 12, 16),
                    MONTHS.indexOf(text.substring(8, 11)) + 1,
                    number(text, 5, 7),
                    number(text, 17, 19),
                    number(text, 20, 22),
                    number(text, 23, 25))
                .toInstant(ZoneOffset.UTC);
        return Optional.of(time).filter(read -> http(read).equals(text));
      }
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException _) {
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

  /// As [#parseIso], and from any place on Earth: libraries write times of policies as they get
  /// them.
  static Optional<Instant> parseIsoWithOffset(String text) {
    try {
      return parseIso(text).or(() -> Optional.of(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Reads a day, or a time with minutes, seconds or fractions, always in UTC.
  static Optional<Instant> parseIso(String text) {
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      if (ISO_SECONDS.matcher(text).matches()) {
        LocalDateTime time =
            LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
        return Optional.of(time.toInstant(ZoneOffset.UTC));
      }
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
