package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.agent.Gatherer.Outcome;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackReport;

/// What an aggregator passes on, and what it tells its neighbours.
class GathererTest {
  private static final NodeId SELF = new NodeId("n1");
  private static final NodeId NEIGHBOUR = new NodeId("n2");

  private final FakeUplink uplink = new FakeUplink();
  private final Gatherer gatherer = new Gatherer(SELF, uplink);

  @BeforeEach
  void open() {
    gatherer.at("10.0.0.1:7410");
  }

  @Test
  void newsIsPassedOnAtOnceAndInFull() {
    assertThat(gatherer.hear(report(NEIGHBOUR), 1)).isEqualTo(Outcome.KNOWN);

    RackReport rack = uplink.racks().getFirst();
    assertThat(rack.address()).contains("10.0.0.1:7410");
    assertThat(rack.full()).containsExactly(new RackReport.Digested(1, report(NEIGHBOUR)));
  }

  @Test
  void whatIsKnownWaitsForTheNodeItself() {
    gatherer.hear(report(NEIGHBOUR), 1);

    assertThat(gatherer.hear(report(NEIGHBOUR), 1)).isEqualTo(Outcome.KNOWN);
    assertThat(uplink.racks()).hasSize(1);
    gatherer.hearSelf(report(SELF), 5);

    assertThat(uplink.racks().getLast().unchanged()).containsExactly(NEIGHBOUR);
    assertThat(uplink.racks().getLast().full()).hasSize(1);
  }

  @Test
  void nobodyIsSpokenForWhoIsNotHeard() {
    gatherer.hear(report(NEIGHBOUR), 1);
    gatherer.hearSelf(report(SELF), 5);

    assertThat(uplink.racks().getLast().nodes()).containsExactly(SELF);
  }

  @Test
  void aControllerThatHasForgottenIsToldAtOnce() {
    gatherer.hear(report(NEIGHBOUR), 1);
    uplink.forgetAll();
    gatherer.hear(report(NEIGHBOUR), 1);
    gatherer.hearSelf(report(SELF), 5);

    assertThat(uplink.racks()).hasSize(3);
    assertThat(uplink.racks().getLast().full())
        .extracting(RackReport.Digested::report)
        .containsExactly(report(NEIGHBOUR));
  }

  @Test
  void whatCannotBePassedOnIsNotKnown() {
    gatherer.hear(report(NEIGHBOUR), 1);
    uplink.controllerIsDown(true);
    gatherer.hearSelf(report(SELF), 5);
    assertThat(gatherer.hear(report(NEIGHBOUR), 2)).isEqualTo(Outcome.FAILED);
    uplink.controllerIsDown(false);

    assertThat(gatherer.hear(report(NEIGHBOUR), 2)).isEqualTo(Outcome.KNOWN);
  }

  @Test
  void nobodyIsKeptInTheDarkWhenTheNodeItselfIsSilent() {
    gatherer.hear(report(NEIGHBOUR), 1);
    uplink.controllerIsDown(true);

    assertThat(List.of(again(), again(), again()))
        .containsExactly(Outcome.KNOWN, Outcome.KNOWN, Outcome.FAILED);
  }

  @Test
  void aStrangerIsToldToJoin() {
    uplink.doNotKnow(NEIGHBOUR);

    assertThat(gatherer.hear(report(NEIGHBOUR), 1)).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void whatComesTogetherIsPassedOnTogether() throws InterruptedException {
    List<Thread> callers =
        List.of("n2", "n3", "n4", "n5").stream()
            .map(name -> Thread.ofVirtual().start(() -> gatherer.hear(report(new NodeId(name)), 1)))
            .toList();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(uplink.racks()).hasSizeLessThanOrEqualTo(callers.size());
    assertThat(uplink.racks().stream().mapToInt(rack -> rack.full().size()).sum())
        .isEqualTo(callers.size());
  }

  private Outcome again() {
    return gatherer.hear(report(NEIGHBOUR), 1);
  }

  private static NodeReport report(NodeId node) {
    return new NodeReport(node, Generation.ZERO, List.of());
  }
}
