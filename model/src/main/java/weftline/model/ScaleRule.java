package weftline.model;

import java.util.Optional;

/// When a role gets one more instance, and when one fewer.
///
/// @param above with more of the metric than this for each instance there is one more
/// @param below with fewer there is one fewer; 0 for never
/// @param coolDownSeconds how long the role is left alone after a change
/// @param metric what is measured; empty means connections
public record ScaleRule(
    String role,
    int min,
    int max,
    int above,
    int below,
    int coolDownSeconds,
    Optional<Metric> metric) {
  /// What can be measured of a role.
  public enum Metric {
    /// Open connections, as the balancers count them.
    CONNECTIONS,
    /// Percent of their cores that the instances use, as the agents measure it.
    CPU
  }

  public ScaleRule(String role, int min, int max, int above, int below, int coolDownSeconds) {
    this(role, min, max, above, below, coolDownSeconds, Optional.empty());
  }

  public ScaleRule {
    if (min < 1 || max < min || above < 1 || below < 0 || below > above || coolDownSeconds < 0) {
      throw new IllegalArgumentException("a scale rule that contradicts itself");
    }
  }

  public boolean goesBy(Metric other) {
    return metric.orElse(Metric.CONNECTIONS) == other;
  }

  /// How many instances there should be.
  ///
  /// @param measured what all instances have together
  public int wanted(int instances, long measured) {
    int wanted = instances;
    if (measured > (long) above * instances) {
      wanted = instances + 1;
    } else if (measured < (long) below * instances) {
      wanted = instances - 1;
    }
    return Math.clamp(wanted, min, max);
  }
}
