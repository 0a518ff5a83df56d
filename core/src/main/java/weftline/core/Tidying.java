package weftline.core;

import java.time.Duration;

/// How much the fabric moves at quiet times, to keep its free room in few large pieces.
///
/// @param perMilleADayMax how many thousandths of all instances are moved within a day at most,
///   rounded up; 0 means that nothing is moved
/// @param atOnceMax how many instances are on the move at once
/// @param rest how long all instances of a deployment must have been ready before one is moved
/// @param onlyOnes whether the only instance of a role is moved too: nothing serves in its place
///   meanwhile
public record Tidying(int perMilleADayMax, int atOnceMax, Duration rest, boolean onlyOnes) {
  public static final Tidying DEFAULT = new Tidying(10, 10, Duration.ofMinutes(10), false);

  /// Nothing is moved.
  public static final Tidying NONE = new Tidying(0, 1, Duration.ZERO, false);

  private static final int WHOLE = 1_000;

  public Tidying {
    if (perMilleADayMax < 0 || perMilleADayMax > WHOLE || atOnceMax < 1) {
      throw new IllegalArgumentException("0 to 1000 thousandths a day, at least one at once");
    }
    if (rest.isNegative()) {
      throw new IllegalArgumentException("no negative durations");
    }
  }

  /// So many percent of all instances a day, as by default else.
  public static Tidying percent(double percentADay) {
    int perMille = (int) Math.round(percentADay * WHOLE / 100);
    return new Tidying(perMille, DEFAULT.atOnceMax, DEFAULT.rest, DEFAULT.onlyOnes);
  }

  public boolean isOn() {
    return perMilleADayMax > 0;
  }

  /// How many of so many instances may be moved within a day.
  int aDay(int instances) {
    return (int) Math.ceilDiv((long) instances * perMilleADayMax, (long) WHOLE);
  }
}
