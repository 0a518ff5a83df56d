package weftline.balancer;

import java.time.Duration;
import weftline.model.BalancerId;

/// What an operator can set on a balancer. The limits bound its memory: a connection whose reader
/// is slow holds at most two buffers of 64 KiB.
///
/// @param connectTimeout how long a backend may take to accept before another one is tried
/// @param holdTime how long a client waits for a backend to appear before it is turned away
/// @param heldMax how many clients may wait at once
/// @param connectionsMax how many clients may be connected at once
/// @param idleTimeout after how much silence in both directions a connection is ended
/// @param portPause how long to wait before asking again for a port that somebody else holds
/// @param loops how many threads forward
public record BalancerConfig(
    BalancerId id,
    Preference preference,
    Duration connectTimeout,
    Duration holdTime,
    int heldMax,
    int connectionsMax,
    Duration idleTimeout,
    Duration portPause,
    int loops) {
  public BalancerConfig {
    if (heldMax < 0 || connectionsMax < 1 || loops < 1) {
      throw new IllegalArgumentException("a limit of the balancer is below its least value");
    }
  }

  /// The values that fit one machine.
  public static BalancerConfig defaults(BalancerId id) {
    return new BalancerConfig(
        id,
        Preference.LEAST_CONNECTIONS,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        1_024,
        4_096,
        Duration.ofMinutes(4),
        Duration.ofSeconds(1),
        2);
  }

  public BalancerConfig withPreference(Preference wanted) {
    return new BalancerConfig(
        id,
        wanted,
        connectTimeout,
        holdTime,
        heldMax,
        connectionsMax,
        idleTimeout,
        portPause,
        loops);
  }

  public BalancerConfig withHold(Duration time, int max) {
    return new BalancerConfig(
        id, preference, connectTimeout, time, max, connectionsMax, idleTimeout, portPause, loops);
  }

  public BalancerConfig withIdleTimeout(Duration timeout) {
    return new BalancerConfig(
        id,
        preference,
        connectTimeout,
        holdTime,
        heldMax,
        connectionsMax,
        timeout,
        portPause,
        loops);
  }
}
