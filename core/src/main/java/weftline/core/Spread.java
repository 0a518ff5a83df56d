package weftline.core;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weftline.core.Room.Spot;

/// Where the instances of one role are.
final class Spread {
  private final Map<Integer, Integer> byFaultDomain = new HashMap<>();
  private final Map<Long, Integer> byBothDomains = new HashMap<>();

  private Optional<Integer> last = Optional.empty();

  void add(int faultDomain, int updateDomain) {
    last = Optional.of(faultDomain);
    byFaultDomain.merge(faultDomain, 1, Integer::sum);
    byBothDomains.merge(both(faultDomain, updateDomain), 1, Integer::sum);
  }

  /// In how many fault domains the role stands.
  int width() {
    return byFaultDomain.size();
  }

  boolean has(int faultDomain) {
    return byFaultDomain.containsKey(faultDomain);
  }

  int siblings(int faultDomain) {
    return byFaultDomain.getOrDefault(faultDomain, 0);
  }

  int siblings(int faultDomain, int updateDomain) {
    return byBothDomains.getOrDefault(both(faultDomain, updateDomain), 0);
  }

  private static long both(int faultDomain, int updateDomain) {
    return (long) faultDomain << Integer.SIZE | updateDomain;
  }

  /// How far a fault domain is from the one chosen last, going round.
  int turn(int faultDomain) {
    return last.map(before ->
            faultDomain > before ? faultDomain - before : Integer.MAX_VALUE / 2 + faultDomain)
        .orElse(0);
  }

  /// How many siblings there are at least, whichever of the fault domains is taken.
  int fewest(PMap<Spot, Rooms.Load> spots) {
    return byFaultDomain.size() < spots.size() || byFaultDomain.isEmpty()
        ? 0
        : Collections.min(byFaultDomain.values());
  }
}
