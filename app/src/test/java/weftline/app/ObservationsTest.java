package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;

/// The goal state is believed only when it has been seen.
class ObservationsTest {
  private static final NodeId NODE = new NodeId("n1");

  private final Observations observations = new Observations();
  private final State state =
      State.EMPTY.apply(
          new Event.NodeJoined(
              new NodeDescription(
                  NODE,
                  "127.0.0.1",
                  0,
                  new Capacity(1_000, 1_000, 1_000),
                  new PortRange(20_000, 20_099))));

  @Test
  void isNotReachedBeforeAnybodyHasSpoken() {
    assertThat(observations.goalReached(state)).isFalse();
  }

  @Test
  void isNotReachedBeforeEveryNodeHasSpoken() {
    observations.saw(balancer(state.routingGeneration()));

    assertThat(observations.goalReached(state)).isFalse();
  }

  @Test
  void isReachedWhenNodesAndBalancersFollow() {
    observations.saw(balancer(state.routingGeneration()));
    observations.saw(new NodeReport(NODE, state.goalGeneration(NODE), List.of()));

    assertThat(observations.goalReached(state)).isTrue();
  }

  @Test
  void isNotReachedWhileABalancerIsBehind() {
    observations.saw(balancer(state.routingGeneration().next()));
    observations.saw(new NodeReport(NODE, state.goalGeneration(NODE), List.of()));

    assertThat(observations.goalReached(state)).isFalse();
  }

  private static BalancerReport balancer(Generation applied) {
    return new BalancerReport(new BalancerId("b1"), applied, List.of(), List.of());
  }
}
