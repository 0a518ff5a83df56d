package weftline.core;

import java.util.Comparator;
import java.util.List;
import weftline.model.ScaleRule;
import weftline.model.ServiceModel;

/// What all controllers of a group must be able to read. An event of a kind that came with a level
/// is written only once the fabric has risen to it, and a program that does not read so far refuses
/// to run. What a level means never changes, and none is taken away.
///
/// A new field in an old event needs a level too: who does not know the field would leave it out
/// silently.
public enum FabricLevel {
  /// All that is in ledgers of the time before levels were written down.
  FIRST(1),

  /// The level itself; on which disk each controller keeps the ledger; large batches in compressed
  /// form; moves at quiet times, which carry their new home; nodes taken off the list; when an
  /// update domain was begun; the settings for all that; what scale rules measure.
  SECOND(2),

  /// Operating systems: which one is wanted and which ones there are, machines that get another,
  /// and instances that wait for them. Homes in columns; goals that only the topology of a
  /// deployment moves.
  THIRD(3),

  /// Scale rules that go by numbers of the role's own, or by the length of a queue.
  FOURTH(4);

  /// What this program reads.
  public static final FabricLevel HIGHEST = FOURTH;

  private final int number;

  FabricLevel(int number) {
    this.number = number;
  }

  /// As it stands in ledgers, where a program may meet levels that it does not know.
  public int number() {
    return number;
  }

  boolean isReached(State state) {
    return state.keepers().level() >= number;
  }

  /// The first level at which such an event may be written.
  static FabricLevel of(Event event) {
    return switch (event) {
      case Event.OfGroup _, Event.NodeRemoved _ -> SECOND;
      case Event.OfOs _ -> THIRD;
      case Event.NodeConditionChanged changed ->
          changed.condition() == Condition.UPDATING ? THIRD : FIRST;
      case Event.InstanceDraining draining ->
          draining.afterwards() == Departure.Afterwards.STAY
              ? THIRD
              : from(draining.towards().isPresent());
      case Event.DomainStarted started -> from(started.at().isPresent());
      case Event.FabricConfigured(var settings) ->
          from(settings.tidying().isPresent() || settings.readyWithin().isPresent());
      case Event.DeploymentCreated created -> of(created.model());
      case Event.UpgradeStarted upgrade -> of(upgrade.model());
      case Event.OfFabric _, Event.OfUpkeep _, Event.OfChange _, Event.OfInstance _ -> FIRST;
    };
  }

  private static FabricLevel of(ServiceModel model) {
    return model.policy().stream()
        .flatMap(policy -> policy.scales().stream())
        .map(FabricLevel::of)
        .max(Comparator.naturalOrder())
        .orElse(FIRST);
  }

  private static FabricLevel of(ScaleRule rule) {
    boolean isNamed = rule.measures().number().isPresent() || rule.measures().queue().isPresent();
    return isNamed ? FOURTH : from(rule.metric().isPresent());
  }

  private static FabricLevel from(boolean hasSomethingNew) {
    return hasSomethingNew ? SECOND : FIRST;
  }

  /// Whether all controllers can read these events; one may raise the level for those after it.
  static boolean covers(State state, List<Event> events) {
    int level = state.keepers().level();
    if (level >= HIGHEST.number()) {
      return true;
    }
    for (Event event : events) {
      level = event instanceof Event.LevelRaised(var raised) ? raised : level;
      if (of(event).number() > level) {
        return false;
      }
    }
    return true;
  }
}
