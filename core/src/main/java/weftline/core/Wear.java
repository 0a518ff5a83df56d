package weftline.core;

import java.time.Duration;
import java.time.Instant;

/// How often one device has failed, for as long as it is known.
///
/// @param device a node's name, or that of another device of the inventory
/// @param last when it failed last; [#since] if it never did
public record Wear(String device, int losses, Instant since, Instant last) {
  /// What is supposed of a device that nothing is known of: one failure in a year. It keeps a young
  /// device from being called perfect, and one early failure from condemning it.
  private static final double DAYS_SUPPOSED = 365;

  static Wear fresh(String device, Instant at) {
    return new Wear(device, 0, at, at);
  }

  Wear lost(Instant at) {
    return new Wear(device, losses + 1, since, at);
  }

  /// How many failures a year are to be expected, as of its last one.
  public double failuresPerYear() {
    double days = Math.max(0, Duration.between(since, last).toSeconds() / 86_400.0);
    return (losses + 1) * 365 / (days + DAYS_SUPPOSED);
  }

  /// The likelihood in a few steps, so that small differences decide nothing: 0 for what has failed
  /// no more than supposed, then one more for each doubling.
  int grade() {
    return Math.max(0, 1 + (int) Math.floor(Math.log(failuresPerYear() / 2) / Math.log(2)));
  }
}
