package weftline.app.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Lengths of time as people write them: `90s`, `5m`, `2h`, `1d`.
final class Durations implements ITypeConverter<Duration> {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  @Override
  public Duration convert(String text) {
    Matcher found = SHAPE.matcher(text);
    if (!found.matches()) {
      throw new TypeConversionException(
          "'%s' is no length of time; write for example 30s, 5m or 2h".formatted(text));
    }
    long amount = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /// The largest unit alone: `41d`, `2h`, `6m`, `12s`.
  static String brief(Duration length) {
    if (length.toDays() > 0) {
      return length.toDays() + "d";
    }
    if (length.toHours() > 0) {
      return length.toHours() + "h";
    }
    if (length.toMinutes() > 0) {
      return length.toMinutes() + "m";
    }
    return Math.max(0, length.toSeconds()) + "s";
  }

  /// As a stop watch shows it: `1:07`.
  static String watch(Duration length) {
    return "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
