package weftline.core;

import java.time.Duration;

/// Why a request was refused, and what would help. One sealed list, turned into HTTP in one place.
public sealed interface Problem {
  /// What is wrong, one sentence.
  String message();

  /// What to do about it, one sentence; empty if there is nothing to say.
  String cure();

  record Invalid(String message, String cure) implements Problem {}

  record NotFound(String message, String cure) implements Problem {}

  record Conflict(String message, String cure) implements Problem {}

  /// The classic rules forbid this change in this way; the cure names a way that they allow.
  record RuleForbids(String rule, String message, String cure) implements Problem {}

  /// There is no room for what is asked for.
  record NoRoom(String message, String cure) implements Problem {}

  record Busy(String message, String cure, Duration retryAfter) implements Problem {}
}
