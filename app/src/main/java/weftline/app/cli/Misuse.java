package weftline.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command as it was typed, in words, and what was probably meant.
final class Misuse {
  private static final int MEANT_MAX = 3;

  private Misuse() {}

  static String said(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    CommandLine command = unmatched.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String first = unmatched.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      return "'%s' has no option '%s'".formatted(name, first);
    }
    return command.getSubcommands().isEmpty()
        ? "'%s' does not take '%s'".formatted(name, first)
        : "'%s' has no verb '%s'".formatted(name, first);
  }

  /// What the command knows that is most like what was typed, best first.
  static Optional<String> meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    List<String> alike = unmatched.getSuggestions();
    return alike.isEmpty()
        ? Optional.empty()
        : Optional.of(alike.stream().limit(MEANT_MAX).collect(Collectors.joining(" or ")));
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong("'%s' is no time; write it like 2026-03-01T10:00:00Z".formatted(text), e);
    }
  }

  static long number(String text, long max) {
    try {
      long number = Long.parseLong(text);
      if (Math.abs(number) <= max) {
        return number;
      }
      throw new TypeConversionException("'%s' is too large".formatted(text));
    } catch (NumberFormatException e) {
      throw wrong("'%s' is no whole number".formatted(text), e);
    }
  }

  private static TypeConversionException wrong(String message, Exception cause) {
    var wrong = new TypeConversionException(message);
    wrong.initCause(cause);
    return wrong;
  }
}
