package weftline.core;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import weftline.core.Census.Stock;

/// Takes a container out when too much of it is faulty, one container at a time: it is emptied,
/// then its machines are tested, then it is back.
final class Withdraw implements Step {
  /// One faulty machine is no sign of anything.
  private static final int FAULTY_MIN = 2;

  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.upkeep().withdrawals().isEmpty() && state.indexes().census().faultyIn().isEmpty()) {
      return List.of();
    }
    return state
        .upkeep()
        .withdrawn()
        .map(withdrawal -> goOn(state, withdrawal.container(), now))
        .orElseGet(() -> begin(state, now).toList());
  }

  private static Stream<Event> begin(State state, Instant now) {
    return state.indexes().census().faultyIn().toList().stream()
        .filter(container -> isSick(state, container))
        .limit(1)
        .map(container -> new Event.ContainerWithdrawn(container, reason(state, container), now));
  }

  private static boolean isSick(State state, String container) {
    Stock stock = state.indexes().census().in(container);
    int known = state.upkeep().withdrawals().get(container).map(Withdrawal::faulty).orElse(0);
    int percentMax = state.settings().healingRules().faultyPercentMax();
    int faulty = stock.faulty().size();
    return percentMax > 0
        && faulty >= FAULTY_MIN
        && faulty > known
        && 100L * faulty > (long) percentMax * stock.nodes().size();
  }

  private static String reason(State state, String container) {
    Stock stock = state.indexes().census().in(container);
    return "%d of its %d nodes are faulty".formatted(stock.faulty().size(), stock.nodes().size());
  }

  private static List<Event> goOn(State state, String container, Instant now) {
    Stock stock = state.indexes().census().in(container);
    if (stock.offline().isEmpty()) {
      return List.of(new Event.ContainerReturned(container, stock.faulty().size(), now));
    }
    if (!isEmptied(state, stock)) {
      return List.of();
    }
    return stock.offline().toList().stream()
        .flatMap(id -> state.nodes().get(id).stream())
        .filter(node -> node.isUp() && !node.fit().isTesting())
        .flatMap(node -> Examine.examine(state, node, now).stream())
        .toList();
  }

  private static boolean isEmptied(State state, Stock stock) {
    return state.indexes().evacuating().toList().stream()
        .noneMatch(node -> stock.offline().contains(node));
  }
}
