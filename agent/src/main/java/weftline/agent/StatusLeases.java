package weftline.agent;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the role's clients hold the role to be. Who said `Busy` wins over who said `Ready`; a lease
/// that has expired says nothing.
final class StatusLeases {
  private static final int CLIENTS_MAX = 16;

  private final Map<String, CurrentState.Acquire> leases = new LinkedHashMap<>();

  synchronized void take(CurrentState said) {
    switch (said) {
      case CurrentState.Acquire acquire -> {
        leases.put(acquire.client(), acquire);
        if (leases.size() > CLIENTS_MAX) {
          leases.remove(leases.keySet().iterator().next());
        }
      }
      case CurrentState.Release release -> leases.remove(release.client());
    }
  }

  /// What holds now; empty leaves it to the fabric.
  synchronized Optional<CurrentState.Status> at(Instant now) {
    return leases.values().stream()
        .filter(lease -> lease.expiration().isAfter(now))
        .map(CurrentState.Acquire::status)
        .max(Enum::compareTo);
  }

  /// When the next lease runs out.
  synchronized Optional<Instant> nextExpiration(Instant now) {
    return leases.values().stream()
        .map(CurrentState.Acquire::expiration)
        .filter(expiration -> expiration.isAfter(now))
        .min(Instant::compareTo);
  }
}
