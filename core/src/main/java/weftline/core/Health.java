package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How an instance fares.
///
/// @param failures how often the attempt that runs has ended unasked
/// @param moves how often the instance was moved because it failed, since it last was well for long
/// @param heldUntil set while an instance that keeps failing waits for its next move
/// @param detail what the agent says, one line for people; may be empty
public record Health(
    Optional<Instant> readySince,
    int failures,
    int moves,
    Optional<Instant> heldUntil,
    String detail) {
  static final Health NEW = new Health(Optional.empty(), 0, 0, Optional.empty(), "");

  /// An instance that was ready for this long has proved that it can live where it is.
  private static final Duration PROVED = Duration.ofMinutes(1);

  Health ready(Instant at, int newFailures, String newDetail) {
    return new Health(Optional.of(at), newFailures, moves, Optional.empty(), newDetail);
  }

  /// Says something else, and is well as before.
  Health saying(int newFailures, String newDetail) {
    return new Health(readySince, newFailures, moves, heldUntil, newDetail);
  }

  Health notReady(Instant at, int newFailures, String newDetail) {
    boolean proved = readySince.filter(since -> !since.plus(PROVED).isAfter(at)).isPresent();
    return new Health(Optional.empty(), newFailures, proved ? 0 : moves, heldUntil, newDetail);
  }

  Health held(Instant until) {
    return new Health(readySince, failures, moves, Optional.of(until), detail);
  }

  /// What a new attempt begins with.
  Health again(boolean moved) {
    return new Health(Optional.empty(), 0, moved ? moves + 1 : moves, Optional.empty(), detail);
  }
}
