package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.NodeId;

/// Judges silence. A whole fault domain that is silent is one loss; when more of the fabric is
/// silent at once than can be believed, everything destructive waits; and no fault domain loses
/// more nodes in a row than it is allowed.
final class GiveUp implements Step {
  /// A fault domain of which so much is silent is lost as a whole.
  private static final int DOMAIN_PERCENT_MIN = 80;

  static final String REASON = "it was not heard from in time";

  @Override
  public List<Event> plan(State state, Instant now) {
    Healing rules = state.settings().healingRules();
    Census census = state.indexes().census();
    Upkeep upkeep = state.upkeep();
    int lost = Math.min(upkeep.recentLosses(now, rules.lossMemory()), stillLost(state));
    boolean incredible =
        census.silent() > 0 && rules.isTooMuch(census.silent() + lost, census.all() + lost);
    boolean waits = upkeep.standstill().isPresent();
    if (incredible) {
      return waits ? List.of() : List.of(new Event.HealingPaused(reason(census, lost, rules), now));
    }
    if (waits) {
      return List.of(resumed(now, rules));
    }
    boolean patient = upkeep.patientUntil().filter(until -> until.isAfter(now)).isPresent();
    return patient ? List.of() : giveUp(state, now);
  }

  /// Whoever is back was not lost with the others.
  private static int stillLost(State state) {
    return state.nodes().size() - state.indexes().census().all();
  }

  private static Event resumed(Instant now, Healing rules) {
    return new Event.HealingResumed(
        "most nodes are heard from again", Optional.of(now.plus(rules.patience())), now);
  }

  private static String reason(Census census, int lost, Healing rules) {
    return "%d of %d nodes are silent%s, more than %d percent at once: this may be a cut cable"
        .formatted(
            census.silent(),
            census.all() + lost,
            lost == 0 ? "" : " and %d were lost just before".formatted(lost),
            rules.silentPercentMax());
  }

  private static List<Event> giveUp(State state, Instant now) {
    List<Event> events = new ArrayList<>();
    state
        .indexes()
        .census()
        .silentIn()
        .forEach((domain, silent) -> events.addAll(giveUp(state, domain, silent, now)));
    return events;
  }

  private static List<Event> giveUp(State state, int domain, PSet<NodeId> silent, Instant now) {
    int allowed = state.upkeep().allowed(domain, now, state.settings().healingRules());
    if (allowed > 0 && isWholeDomain(state, domain, silent)) {
      return wholeDomain(state, domain, silent, now);
    }
    return silent.toList().stream()
        .limit(allowed)
        .<Event>map(node -> new Event.NodeLost(node, REASON, Optional.of(now)))
        .toList();
  }

  private static boolean isWholeDomain(State state, int domain, PSet<NodeId> silent) {
    int up = state.indexes().census().upIn().get(domain).orElse(0);
    return silent.size() > 1
        && 100L * silent.size() >= (long) DOMAIN_PERCENT_MIN * (up + silent.size());
  }

  private static List<Event> wholeDomain(
      State state, int domain, PSet<NodeId> silent, Instant now) {
    int up = state.indexes().census().upIn().get(domain).orElse(0);
    List<NodeId> nodes = silent.toList();
    String reason =
        up == 0
            ? "all of its %d nodes fell silent".formatted(nodes.size())
            : "%d of its %d nodes fell silent".formatted(nodes.size(), up + nodes.size());
    List<Event> events = new ArrayList<>();
    events.add(new Event.NodesLost(domain, nodes, reason, now));
    if (up == 0) {
      Suspects.of(state, nodes)
          .forEach(device -> events.add(new Event.DeviceFailed(device, reason, now)));
    }
    return events;
  }
}
