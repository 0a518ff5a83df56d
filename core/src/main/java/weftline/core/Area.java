package weftline.core;

import java.util.Optional;
import weftline.core.Room.Spot;

/// The part of the fabric in which roles that are near each other must be: a container, or one
/// fault domain in it.
record Area(String container, Optional<Integer> faultDomain) {
  static Area around(Spot spot, boolean rack) {
    return new Area(spot.container(), rack ? Optional.of(spot.faultDomain()) : Optional.empty());
  }

  boolean holds(Spot spot) {
    return spot.container().equals(container)
        && faultDomain.filter(domain -> domain != spot.faultDomain()).isEmpty();
  }

  /// The first spot in it.
  Spot first() {
    return faultDomain
        .map(domain -> new Spot(container, domain))
        .orElseGet(() -> Spot.firstOf(container));
  }

  String describe() {
    String name = container.isEmpty() ? "the nodes in no container" : "container " + container;
    return faultDomain.map(domain -> "fault domain %d of ".formatted(domain) + name).orElse(name);
  }
}
