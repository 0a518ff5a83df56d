package weftline.model;

import java.util.Optional;
import java.util.regex.Pattern;

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
  private static final Pattern QUEUE_NAME = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*");

  /// What is measured of a role.
  ///
  /// @param value as it stands in ledgers: `CONNECTIONS`, `CPU`, `role:` and the name of a number
  ///   that the instances report themselves, or `queue:` and the name of a queue in storage
  public record Metric(String value) {
    /// Open connections, as the balancers count them.
    public static final Metric CONNECTIONS = new Metric("CONNECTIONS");

    /// Percent of their cores that the instances use, as the agents measure it.
    public static final Metric CPU = new Metric("CPU");

    private static final String OWN = "role:";
    private static final String QUEUE = "queue:";

    public Metric {
      if (!value.equals("CONNECTIONS") && !value.equals("CPU") && !isNamed(value)) {
        throw new IllegalArgumentException("there is no metric " + value);
      }
    }

    public static Metric own(String name) {
      return new Metric(OWN + name);
    }

    public static Metric ofQueue(String name) {
      return new Metric(QUEUE + name);
    }

    /// As a `weftline.xml` names it; empty if there is no such metric.
    static Optional<Metric> named(String text) {
      return switch (text) {
        case "connections" -> Optional.of(CONNECTIONS);
        case "cpu" -> Optional.of(CPU);
        default -> Optional.of(text).filter(Metric::isNamed).map(Metric::new);
      };
    }

    /// The name of the number that the instances report themselves, if it is one.
    public Optional<String> number() {
      return Optional.of(value).filter(Metric::isOwn).map(text -> text.substring(OWN.length()));
    }

    /// The name of the queue whose messages are counted, if it is one.
    public Optional<String> queue() {
      return Optional.of(value).filter(Metric::isQueue).map(text -> text.substring(QUEUE.length()));
    }

    private static boolean isNamed(String text) {
      return isOwn(text) || isQueue(text);
    }

    private static boolean isQueue(String text) {
      return text.startsWith(QUEUE) && QUEUE_NAME.matcher(text.substring(QUEUE.length())).matches();
    }

    private static boolean isOwn(String text) {
      return text.startsWith(OWN) && RoleNumbers.isName(text.substring(OWN.length()));
    }
  }

  public ScaleRule(String role, int min, int max, int above, int below, int coolDownSeconds) {
    this(role, min, max, above, below, coolDownSeconds, Optional.empty());
  }

  public ScaleRule {
    if (min < 1 || max < min || above < 1 || below < 0 || below > above || coolDownSeconds < 0) {
      throw new IllegalArgumentException("a scale rule that contradicts itself");
    }
  }

  public Metric measures() {
    return metric.orElse(Metric.CONNECTIONS);
  }

  public boolean goesBy(Metric other) {
    return measures().equals(other);
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
