package weftline.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How good a fault domain is for one bundle, as its siblings stand: worked out for all nodes at
/// once.
final class Standing {
  /// One role of the bundle: where its siblings are, and in how many fault domains it must be.
  private record Role(Spread spread, int min) {}

  private final List<Role> roles;
  private final int updateDomain;
  private final Optional<Integer> avoided;
  private final int fewest;

  Standing(Ground ground, Bundle bundle) {
    this.roles =
        bundle.needs().stream()
            .map(Need::roleName)
            .map(role -> new Role(ground.siblings().spread(role), ground.faultDomainsMin(role)))
            .toList();
    this.updateDomain = ground.deployment().updateDomain(bundle.first().id());
    this.avoided =
        bundle.former().filter(Instance.Former::avoid).map(f -> f.residence().faultDomain());
    this.fewest = roles.stream().mapToInt(role -> role.spread().fewest(ground.spots())).sum();
  }

  /// Stand in enough fault domains, and leave the one where it went wrong.
  Comparator<Integer> enough() {
    return Comparator.comparingInt(this::crowding).thenComparing(this::isAvoided);
  }

  /// Beyond that spread evenly, update domains too, over all of them in turn.
  Comparator<Integer> even() {
    return enough()
        .thenComparingInt(this::siblings)
        .thenComparingInt(this::siblingsInBoth)
        .thenComparingInt(domain -> roles.getFirst().spread().turn(domain));
  }

  /// Whether no fault domain could be better than this one, but by its turn.
  boolean isIdeal(int domain, boolean spreads) {
    return !isAvoided(domain)
        && crowding(domain) == 0
        && (!spreads || (siblings(domain) <= fewest && siblingsInBoth(domain) == 0));
  }

  private boolean isAvoided(int domain) {
    return avoided.isPresent() && avoided.get() == domain;
  }

  /// How many roles would miss a fault domain that they must have.
  private int crowding(int domain) {
    int crowding = 0;
    for (Role role : roles) {
      crowding += role.spread().has(domain) && role.spread().width() < role.min() ? 1 : 0;
    }
    return crowding;
  }

  private int siblings(int domain) {
    int siblings = 0;
    for (Role role : roles) {
      siblings += role.spread().siblings(domain);
    }
    return siblings;
  }

  private int siblingsInBoth(int domain) {
    int siblings = 0;
    for (Role role : roles) {
      siblings += role.spread().siblings(domain, updateDomain);
    }
    return siblings;
  }
}
