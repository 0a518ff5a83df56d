package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.core.Departure.Afterwards;
import weftline.core.Event.Placement;
import weftline.model.InstanceId;
import weftline.model.NodeId;

/// Moves of instances that are played through before one begins.
///
/// @param after the fabric behind them
record Relocation(State after, List<Move> moves) {
  private static final Comparator<Instance> BIGGEST =
      Comparator.<Instance>comparingInt(
              instance -> -instance.residence().orElseThrow().holds().milliCores())
          .thenComparing(Instance::id);

  Relocation {
    moves = List.copyOf(moves);
  }

  /// One instance, and where it would go.
  record Move(Instance instance, Residence towards) {}

  static Relocation of(State state) {
    return new Relocation(state, List.of());
  }

  /// Some residents of a node on other nodes that are in use already; nothing if there is no room
  /// for one of them.
  Optional<Relocation> off(NodeId node, List<Instance> residents) {
    State ahead = after.apply(new Event.NodeDrained(node));
    List<Move> more = new ArrayList<>();
    for (Instance resident : residents.stream().sorted(BIGGEST).toList()) {
      ahead = without(ahead, resident);
      Optional<Placement> home = home(ahead, resident.id());
      if (home.isEmpty()) {
        return Optional.empty();
      }
      ahead =
          ahead.apply(new Event.InstancesPlaced(resident.id().deployment(), List.of(home.get())));
      more.add(new Move(resident, home.get().residence()));
    }
    return Optional.of(
        new Relocation(
            ahead.apply(new Event.NodeUndrained(node)),
            Stream.concat(moves.stream(), more.stream()).toList()));
  }

  /// As if it had just stopped, with nothing held against its node.
  private static State without(State state, Instance instance) {
    return state
        .apply(
            new Event.InstanceDraining(
                instance.id(), Afterwards.RESTART, instance.version(), "", Instant.EPOCH))
        .apply(new Event.InstanceStopOrdered(instance.id()))
        .apply(new Event.InstanceStopped(instance.id()));
  }

  private static Optional<Placement> home(State state, InstanceId id) {
    Allocator allocator = new Allocator(state, state.deployment(id.deployment()));
    return allocator.bundles(List.of(state.instance(id))).stream()
        .flatMap(bundle -> allocator.place(bundle).stream())
        .filter(placement -> isGain(state, placement))
        .findFirst();
  }

  /// Whether the new home is on a node that is in use, and that nobody of the same deployment would
  /// share.
  private static boolean isGain(State state, Placement placement) {
    List<InstanceId> others = state.indexes().rooms().residents(placement.residence().node());
    return !others.isEmpty()
        && others.stream()
            .noneMatch(id -> id.deployment().equals(placement.instance().deployment()));
  }
}
