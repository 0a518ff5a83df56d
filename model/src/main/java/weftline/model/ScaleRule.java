package weftline.model;

/// When a role gets one more instance, and when one fewer.
///
/// @param above with more open connections than this for each instance there is one more
/// @param below with fewer there is one fewer; 0 for never
/// @param coolDownSeconds how long the role is left alone after a change
public record ScaleRule(String role, int min, int max, int above, int below, int coolDownSeconds) {
  public ScaleRule {
    if (min < 1 || max < min || above < 1 || below < 0 || below > above || coolDownSeconds < 0) {
      throw new IllegalArgumentException("a scale rule that contradicts itself");
    }
  }

  /// How many instances there should be.
  ///
  /// @param connections how many stand to all instances together
  public int wanted(int instances, long connections) {
    int wanted = instances;
    if (connections > (long) above * instances) {
      wanted = instances + 1;
    } else if (connections < (long) below * instances) {
      wanted = instances - 1;
    }
    return Math.clamp(wanted, min, max);
  }
}
