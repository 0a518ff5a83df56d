package weftline.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What all who keep the ledger must know of each other.
///
/// @param level what all of them can read, see [FabricLevel]
/// @param stores the name of the disk on which each controller keeps the ledger; one that comes
///   with another disk has forgotten what it voted
public record Keepers(int level, Map<String, String> stores) {
  static final Keepers FIRST = new Keepers(FabricLevel.FIRST.number(), Map.of());

  public Keepers {
    if (level < FabricLevel.FIRST.number()) {
      throw new IllegalArgumentException("there is no level " + level);
    }
    stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
  }

  /// A controller that belongs to the group.
  ///
  /// @param store empty while it has not said which disk it has
  public record Keeper(String name, Optional<String> store) {}

  /// Empty if nobody has written down yet which disk that controller has.
  public Optional<String> store(String controller) {
    return Optional.ofNullable(stores.get(controller));
  }

  Keepers withLevel(int newLevel) {
    return new Keepers(Math.max(level, newLevel), stores);
  }

  Keepers with(String controller, String store) {
    SortedMap<String, String> more = new TreeMap<>(stores);
    more.put(controller, store);
    return new Keepers(level, more);
  }

  Keepers without(String controller) {
    SortedMap<String, String> fewer = new TreeMap<>(stores);
    fewer.remove(controller);
    return new Keepers(level, fewer);
  }

  /// What is new about the group. A controller with another disk than before is not believed.
  static Decision of(State state, Command.ReportKeepers report) {
    Keepers known = state.keepers();
    List<Event> events = new ArrayList<>();
    if (report.level() > known.level()) {
      events.add(new Event.LevelRaised(report.level()));
    }
    if (Math.max(report.level(), known.level()) >= FabricLevel.SECOND.number()) {
      for (Keeper keeper : report.members()) {
        keeper
            .store()
            .filter(_ -> known.store(keeper.name()).isEmpty())
            .ifPresent(store -> events.add(new Event.ControllerKnown(keeper.name(), store)));
      }
      Set<String> members =
          report.members().stream().map(Keeper::name).collect(Collectors.toUnmodifiableSet());
      known.stores().keySet().stream()
          .filter(name -> !members.contains(name))
          .forEach(name -> events.add(new Event.ControllerForgotten(name)));
    }
    return new Decision.Accepted(events);
  }
}
