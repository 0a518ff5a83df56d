package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weftline.model.BalancerId;
import weftline.model.DeploymentId;
import weftline.model.InstanceStatus;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Looking whether there is something to do costs a large service no more than a small one, as long
/// as all of it has to wait. Measured in bytes allocated, as in [CostTest].
class WaitingCostTest {
  private static final int SMALL = 10;
  private static final int LARGE = 1_000;
  private static final double FACTOR_MAX = 3;
  private static final int REPEATS = 20;
  private static final Instant NOW = Instant.EPOCH;
  private static final ServiceName SHOP = new ServiceName("shop");
  private static final DeploymentId FIRST = new DeploymentId("shop-1");

  private static State small = State.EMPTY;
  private static State large = State.EMPTY;

  @BeforeAll
  static void deploy() {
    small = ready(SMALL);
    large = ready(LARGE);
  }

  @Test
  void forTheTimeToTheNextUpdateDomain() {
    assertThatWaitingIsCheap(state ->
        state.apply(
            new Event.UpgradeStarted(
                FIRST, "two", model(state, "price=2"), UpgradeMode.AUTO, Optional.empty())));
  }

  @Test
  void forTheRestOfAnUpdateDomain() {
    assertThatWaitingIsCheap(state ->
        state
            .apply(
                new Event.UpgradeStarted(
                    FIRST, "two", model(state, "price=2"), UpgradeMode.AUTO, Optional.empty()))
            .apply(new Event.DomainStarted(FIRST, 0))
            .apply(draining(state.instancesOf(FIRST).getFirst())));
  }

  @Test
  void forABalancer() {
    assertThatWaitingIsCheap(state -> each(state, WaitingCostTest::draining));
  }

  @Test
  void forTheNextMove() {
    assertThatWaitingIsCheap(state -> {
      State failing =
          each(
              state,
              instance ->
                  new Event.InstanceReported(
                      instance.id(), InstanceStatus.FAILED, 3, "ended", NOW));
      return each(
          failing,
          instance ->
              new Event.InstanceHeld(instance.id(), NOW.plusSeconds(9), "it keeps failing"));
    });
  }

  @Test
  void forTheNodes() {
    assertThatWaitingIsCheap(state -> {
      ServiceModel model = model(state, "price=2");
      Command configure =
          new Command.Configure(NOW, "ann", SHOP, Slot.PRODUCTION, model.configuration());
      return after(state, configure);
    });
  }

  @Test
  void anInstanceThatLeavesCostsNoMoreInALargeService() {
    assertThat((double) costOfLeaving(large)).isLessThan(FACTOR_MAX * costOfLeaving(small));
  }

  private static long costOfLeaving(State state) {
    Instance first = state.instancesOf(FIRST).getFirst();
    State stopping = state.apply(draining(first)).apply(new Event.InstanceStopOrdered(first.id()));
    return leastBytes(() ->
        assertThat(stopping.apply(new Event.InstanceStopped(first.id()))).isNotSameAs(stopping));
  }

  private static void assertThatWaitingIsCheap(Function<State, State> change) {
    assertThat((double) cost(change.apply(large)))
        .isLessThan(FACTOR_MAX * cost(change.apply(small)));
  }

  private static State ready(int instances) {
    State state = State.EMPTY;
    for (int node = 0; node <= instances / 4; node++) {
      state = state.apply(new Event.NodeJoined(Models.node("n" + node, node % 10, 4)));
    }
    Command deploy =
        new Command.Deploy(
            NOW, "ann", SHOP, Slot.PRODUCTION, "", Models.model("shop", "web=" + instances));
    state =
        each(
            after(state, deploy),
            instance ->
                new Event.InstanceReported(instance.id(), InstanceStatus.READY, 0, "", NOW));
    state = state.applyAll(Autopilot.plan(state, NOW));
    return state.apply(new Event.BalancerFollowed(new BalancerId("lb"), state.routingGeneration()));
  }

  private static ServiceModel model(State state, String word) {
    return Models.model("shop", "web=" + state.instancesOf(FIRST).size(), word);
  }

  private static Event draining(Instance instance) {
    return new Event.InstanceDraining(
        instance.id(), Departure.Afterwards.RESTART, instance.version(), "it has to", NOW);
  }

  private static State each(State state, Function<Instance, Event> event) {
    return state.applyAll(state.instancesOf(FIRST).stream().map(event).toList());
  }

  private static State after(State state, Command command) {
    if (!(Decider.decide(state, command) instanceof Decision.Accepted(var events))) {
      throw new IllegalStateException("refused: " + command);
    }
    State ahead = state.applyAll(events);
    return ahead.applyAll(Autopilot.plan(ahead, NOW));
  }

  /// The least of several looks; none of them finds anything to do.
  private static long cost(State state) {
    return leastBytes(() -> assertThat(Autopilot.plan(state, NOW)).isEmpty());
  }

  private static long leastBytes(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
