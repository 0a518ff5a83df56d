package weftline.controller.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.Location;

/// Adds nodes up by the rack that they stand in.
final class RackViews {
  private final SortedMap<Spot, Sum> sums = new TreeMap<>();

  private RackViews() {}

  static List<RackView> all(State state) {
    var views = new RackViews();
    state.nodes().forEach((_, node) -> views.sum(node.location(), node).add(state, node));
    state
        .listing()
        .locations()
        .forEach((id, location) -> {
          if (!state.nodes().containsKey(id)) {
            views.sum(Spot.of(location)).miss(location);
          }
        });
    List<RackView> all = new ArrayList<>();
    views.sums.forEach((spot, sum) -> all.add(sum.view(spot)));
    return all;
  }

  private Sum sum(Optional<Location> location, Node node) {
    return sum(location.map(Spot::of).orElseGet(() -> new Spot("", "", node.faultDomain())));
  }

  private Sum sum(Spot spot) {
    return sums.computeIfAbsent(spot, _ -> new Sum());
  }

  /// One rack, or the part of it that is in one fault domain.
  private record Spot(String container, String rack, int faultDomain) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER =
        Comparator.comparing(Spot::container)
            .thenComparing(Spot::rack)
            .thenComparingInt(Spot::faultDomain);

    static Spot of(Location location) {
      return new Spot(location.container(), location.rack(), location.faultDomain());
    }

    @Override
    public int compareTo(Spot other) {
      return ORDER.compare(this, other);
    }
  }

  /// What has been added up for one rack so far.
  private static final class Sum {
    final NavigableSet<String> hardware = new TreeSet<>();
    final List<String> unwell = new ArrayList<>();
    int nodes;
    int up;
    int drained;
    int lost;
    int missing;
    int instances;
    Capacity total = Capacity.NONE;
    Capacity free = Capacity.NONE;

    void add(State state, Node node) {
      nodes++;
      node.location().map(Location::hardware).ifPresent(hardware::add);
      total = total.plus(node.description().capacity());
      free = free.plus(state.free(node.id()));
      instances += state.residents(node.id());
      if (!node.isUp()) {
        lost++;
      } else if (node.drained()) {
        drained++;
      } else {
        up++;
      }
      if ((!node.isUp() || node.drained()) && unwell.size() < RackView.UNWELL_MAX) {
        unwell.add(node.id().value());
      }
    }

    void miss(Location location) {
      hardware.add(location.hardware());
      missing++;
    }

    RackView view(Spot spot) {
      hardware.remove("");
      return new RackView(
          spot.container(),
          spot.rack(),
          spot.faultDomain(),
          List.copyOf(hardware),
          nodes,
          up,
          drained,
          lost,
          missing,
          instances,
          total,
          free,
          unwell);
    }
  }
}
