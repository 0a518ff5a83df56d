package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How good a fault domain is for one bundle, as its siblings stand: worked out for all nodes at
/// once.
final class Standing {
  /// One role of the bundle: where its siblings are, and in how many fault domains it must be.
  private record Role(Spread spread, int min) {}

  private final List<Role> roles = new ArrayList<>();
  private final int updateDomain;
  private final Optional<Integer> avoided;
  private final int fewest;

  Standing(Ground ground, Bundle bundle) {
    int fewestOfAll = 0;
    for (Need need : bundle.needs()) {
      Spread spread = ground.siblings().spread(need.roleName());
      roles.add(new Role(spread, ground.faultDomainsMin(need.roleName())));
      fewestOfAll += spread.fewest(ground.spots());
    }
    this.fewest = fewestOfAll;
    this.updateDomain = ground.deployment().updateDomain(bundle.first().id());
    this.avoided =
        bundle.former().filter(Instance.Former::avoid).map(f -> f.residence().faultDomain());
  }

  /// Stand in enough fault domains, and leave the one where it went wrong. To spread is to go on
  /// evenly from there, update domains too, over all fault domains in turn.
  int compare(int one, int other, boolean spreads) {
    if (one == other) {
      return 0;
    }
    int first = Integer.compare(crowding(one), crowding(other));
    first = first != 0 ? first : Boolean.compare(isAvoided(one), isAvoided(other));
    return first != 0 || !spreads ? first : compareEvenness(one, other);
  }

  private int compareEvenness(int one, int other) {
    int first = Integer.compare(siblings(one), siblings(other));
    first = first != 0 ? first : Integer.compare(siblingsInBoth(one), siblingsInBoth(other));
    Spread spread = roles.getFirst().spread();
    return first != 0 ? first : Integer.compare(spread.turn(one), spread.turn(other));
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
