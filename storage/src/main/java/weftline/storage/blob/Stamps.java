package weftline.storage.blob;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Gives versions that never repeat: the time in steps of 100 ns, moved on where two fall together
/// or the clock goes back.
final class Stamps {
  private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;
  private static final long STEPS_PER_SECOND = 10_000_000;
  private static final int NANOS_PER_STEP = 100;

  private final AtomicLong last = new AtomicLong();

  Stamp next(Instant now) {
    long steps = version(now);
    return new Stamp(last.updateAndGet(before -> Math.max(before + 1, steps)), now);
  }

  /// Later than an earlier state, whatever the clock says.
  Stamp after(Stamp earlier, Instant now) {
    last.accumulateAndGet(earlier.version(), Math::max);
    return next(now);
  }

  /// The version of a state that came to be at this time.
  static long version(Instant time) {
    return (time.getEpochSecond() + SECONDS_BEFORE_1970) * STEPS_PER_SECOND
        + time.getNano() / NANOS_PER_STEP;
  }

  static Instant instant(long version) {
    return Instant.ofEpochSecond(
        version / STEPS_PER_SECOND - SECONDS_BEFORE_1970,
        version % STEPS_PER_SECOND * NANOS_PER_STEP);
  }
}
