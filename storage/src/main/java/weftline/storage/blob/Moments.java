package weftline.storage.blob;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// How a state of a blob is named on the wire: by its time, to 100 ns. Inside it is the number that
/// [Stamps] gives.
final class Moments {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Moments() {}

  static String text(long version) {
    return FORM.format(Stamps.instant(version));
  }

  static Optional<Long> parse(String text) {
    try {
      return Optional.of(Stamps.version(FORM.parse(text, Instant::from)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
