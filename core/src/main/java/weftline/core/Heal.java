package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weftline.core.Departure.Afterwards;

/// Moves an instance that has failed too often where it is. One that fails wherever it is put waits
/// longer before each move, so that it does not circle the fabric.
final class Heal implements Step {
  private static final Duration HOLD_MAX = Duration.ofMinutes(1);

  @Override
  public List<Event> plan(State state, Instant now) {
    if (state.indexes().failing().isEmpty()) {
      return List.of();
    }
    return state.indexes().failing().takeWhile(due -> !due.at().isAfter(now)).stream()
        .map(due -> state.instance(due.instance()))
        .filter(instance -> !isBeingReplaced(state, instance))
        .flatMap(instance -> heal(state, instance, now).stream())
        .toList();
  }

  /// The walk of a new version, or back to the old one, takes it away anyhow.
  private static boolean isBeingReplaced(State state, Instance instance) {
    Deployment deployment = state.deployment(instance.id().deployment());
    return deployment.isBehind(instance)
        && deployment.walk().filter(walk -> walk.mode() == UpgradeMode.AUTO).isPresent();
  }

  private static Optional<Event> heal(State state, Instance instance, Instant now) {
    Health health = instance.health();
    if (health.moves() > 0 && health.heldUntil().isEmpty()) {
      Duration hold = hold(health.moves());
      String reason =
          "it keeps failing: moved %d times, failed again%s"
              .formatted(health.moves(), because(health));
      return Optional.of(new Event.InstanceHeld(instance.id(), now.plus(hold), reason));
    }
    if (!mayMove(state, instance, now)) {
      return Optional.empty();
    }
    String reason = "it failed %d times%s".formatted(health.failures(), because(health));
    return Optional.of(
        new Event.InstanceDraining(
            instance.id(), Afterwards.MOVE, instance.version(), reason, now));
  }

  /// Whether its fault domain may suffer one more destructive act.
  private static boolean mayMove(State state, Instance instance, Instant now) {
    return instance
        .residence()
        .filter(home ->
            state.upkeep().allowed(home.faultDomain(), now, state.settings().healingRules()) == 0)
        .isEmpty();
  }

  private static Duration hold(int moves) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(moves, 10));
    return doubled.compareTo(HOLD_MAX) > 0 ? HOLD_MAX : doubled;
  }

  private static String because(Health health) {
    return health.detail().isEmpty() ? "" : ": " + health.detail();
  }
}
