package weftline.model;

import java.util.Comparator;

/// Connects two devices of the [Inventory].
///
/// @param from what feeds or connects: the switch, the power feed, the management device
/// @param to what depends on it
public record Cable(Kind kind, String from, String to) implements Comparable<Cable> {
  private static final Comparator<Cable> ORDER =
      Comparator.comparing(Cable::to).thenComparing(Cable::kind).thenComparing(Cable::from);

  /// What a cable carries.
  public enum Kind {
    NETWORK,
    POWER,
    SERIAL
  }

  /// Beside each other: all cables that end at one device.
  @Override
  public int compareTo(Cable other) {
    return ORDER.compare(this, other);
  }
}
