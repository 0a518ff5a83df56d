package weftline.core;

import java.util.Comparator;
import java.util.Locale;

/// Something that the fabric cannot mend by itself, or not yet.
///
/// @param subject what it is about: a node, a deployment, or `fabric`
/// @param what one sentence: what is wrong, and why it stays so
/// @param cure one sentence: what would help; empty if time will
public record Trouble(Urgency urgency, String subject, String what, String cure)
    implements Comparable<Trouble> {
  private static final Comparator<Trouble> ORDER =
      Comparator.comparing(Trouble::urgency)
          .thenComparing(Trouble::subject)
          .thenComparing(Trouble::what);

  /// How soon somebody should look.
  public enum Urgency {
    /// A service is down, or the fabric does not heal.
    NOW,
    /// Something runs with less than it should.
    SOON,
    /// Machines that are missing, while everything runs.
    LATER
  }

  @Override
  public int compareTo(Trouble other) {
    return ORDER.compare(this, other);
  }

  /// For example `now: fabric: healing stands still; look at the network`.
  String describe() {
    return "%s: %s: %s%s"
        .formatted(
            urgency.name().toLowerCase(Locale.ROOT),
            subject,
            what,
            cure.isEmpty() ? "" : "; " + cure);
  }
}
