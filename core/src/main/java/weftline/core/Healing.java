package weftline.core;

import java.time.Duration;

/// How boldly the fabric heals: when silence is taken for death, and how much may be given up how
/// fast.
///
/// @param silentPercentMax when more of the fabric than this falls silent at once, the fabric
///   waits: a cut cable is not a thousand dead machines
/// @param silentNodesMin it never waits for so few
/// @param lossMemory how long lost nodes count as lost at once
/// @param patience how long those still silent are waited for, once most have come back
/// @param actsMax how many destructive acts a fault domain may suffer in a row
/// @param actEvery how soon it may suffer one more
/// @param flapsMax a node lost so often within the flap memory is put under suspicion
/// @param flapMemory see above
/// @param quarantine how long the first suspicion lasts; it doubles each time
/// @param faultyPercentMax a container with a greater share of faulty nodes is emptied and tested;
///   0 means never
public record Healing(
    int silentPercentMax,
    int silentNodesMin,
    Duration lossMemory,
    Duration patience,
    int actsMax,
    Duration actEvery,
    int flapsMax,
    Duration flapMemory,
    Duration quarantine,
    int faultyPercentMax) {
  public static final Healing DEFAULT =
      new Healing(
          20,
          10,
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          20,
          Duration.ofSeconds(6),
          3,
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          20);

  private static final int DOUBLINGS_MAX = 8;

  public Healing {
    if (silentPercentMax < 1 || silentPercentMax > 100 || silentNodesMin < 0) {
      throw new IllegalArgumentException("a share is 1 to 100 percent, a number not below zero");
    }
    if (actsMax < 1 || flapsMax < 1 || !actEvery.isPositive() || !quarantine.isPositive()) {
      throw new IllegalArgumentException("at least one act, one flap and some time");
    }
    if (lossMemory.isNegative() || patience.isNegative() || flapMemory.isNegative()) {
      throw new IllegalArgumentException("no negative durations");
    }
  }

  /// For a fabric whose nodes are killed for fun.
  static Healing development() {
    return new Healing(
        DEFAULT.silentPercentMax,
        DEFAULT.silentNodesMin,
        DEFAULT.lossMemory,
        DEFAULT.patience,
        DEFAULT.actsMax,
        DEFAULT.actEvery,
        DEFAULT.flapsMax,
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        DEFAULT.faultyPercentMax);
  }

  /// Whether so many silent nodes are more than can be believed.
  boolean isTooMuch(int silent, int all) {
    return silent > silentNodesMin && 100L * silent > (long) silentPercentMax * all;
  }

  /// How long a node is suspect that was so this many times before.
  Duration quarantineAfter(int setbacks) {
    return quarantine.multipliedBy(1L << Math.min(setbacks, DOUBLINGS_MAX));
  }
}
