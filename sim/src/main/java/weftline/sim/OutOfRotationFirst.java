package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import weftline.core.Event;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;

/// No instance that serves is stopped while the balancer still gives it connections, unless the
/// balancer has had all the time that the operator grants.
final class OutOfRotationFirst implements Promise {
  private final Supplier<RoutingTable> forwarded;
  private final InstantSource clock;
  private final Map<InstanceId, Instant> leaving = new HashMap<>();

  /// @param forwarded what the balancer really goes by
  /// @param clock the fabric's time, which jumps forward with the controller's clock
  OutOfRotationFirst(Supplier<RoutingTable> forwarded, InstantSource clock) {
    this.forwarded = forwarded;
    this.clock = clock;
  }

  @Override
  public void hold(State before, Event event, State after) {
    switch (event) {
      case Event.InstanceDraining draining -> leaves(before, draining.instance());
      case Event.InstanceStopOrdered(var id) -> stops(id, after.settings().drainLimit());
      default -> {} // nobody is taken away
    }
  }

  private void leaves(State state, InstanceId id) {
    leaving.remove(id);
    state
        .instances()
        .get(id)
        .filter(Instance::isReady)
        .ifPresent(_ -> leaving.put(id, clock.instant()));
  }

  private void stops(InstanceId id, Duration limit) {
    Optional<Instant> since = Optional.ofNullable(leaving.remove(id));
    boolean inTime = since.filter(then -> then.plus(limit).isAfter(clock.instant())).isPresent();
    BrokenPromiseException.unless(
        !inTime || !isForwarded(id),
        () -> "%s is stopped and still gets connections".formatted(id));
  }

  private boolean isForwarded(InstanceId id) {
    return forwarded.get().routes().stream()
        .flatMap(route -> route.backends().stream())
        .anyMatch(backend -> backend.instance().equals(id));
  }
}
