package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.Aggregator;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// Which way a node's reports take.
class RackLinkTest {
  private static final String NEIGHBOUR = "10.0.0.2:7410";
  private static final String DOOR = "10.0.0.1:7410";
  private static final NodeReport REPORT = new NodeReport(Goals.NODE, Generation.ZERO, List.of());

  private final FakeLink link = new FakeLink();
  private final FakeUplink uplink = new FakeUplink();

  @Test
  void reportsAloneUntilItHearsOfAnAggregator() throws IOException {
    RackLink rack = rack(Optional.empty());
    rack.report(REPORT);
    appointNeighbour();
    rack.report(REPORT);
    rack.report(REPORT);

    assertThat(uplink.ways()).containsExactly("alone", "alone", NEIGHBOUR);
  }

  @Test
  void reportsAloneForAWhileWhenTheAggregatorCannotBeReached() throws IOException {
    appointNeighbour();
    RackLink rack = rack(Optional.empty());
    rack.report(REPORT);
    uplink.neighbourIsDown(true);
    assertThat(rack.report(REPORT)).isTrue();
    uplink.neighbourIsDown(false);
    for (int i = 0; i < Spokesman.ALONE; i++) {
      rack.report(REPORT);
    }

    assertThat(uplink.ways().stream().filter("alone"::equals)).hasSize(1 + Spokesman.ALONE);
    assertThat(uplink.ways()).endsWith("alone", NEIGHBOUR);
  }

  @Test
  void anotherAggregatorIsTriedAtOnce() throws IOException {
    appointNeighbour();
    RackLink rack = rack(Optional.empty());
    rack.report(REPORT);
    uplink.neighbourIsDown(true);
    rack.report(REPORT);
    uplink.neighbourIsDown(false);
    rack.report(REPORT);
    uplink.appoint(new Aggregator(new NodeId("n3"), Optional.of("10.0.0.3:7410")));
    rack.report(REPORT);
    rack.report(REPORT);

    assertThat(uplink.ways()).endsWith("alone", "alone", "alone", "10.0.0.3:7410");
  }

  @Test
  void anAggregatorThatHasMovedIsTriedAtOnce() throws IOException {
    appointNeighbour();
    RackLink rack = rack(Optional.empty());
    rack.report(REPORT);
    uplink.neighbourIsDown(true);
    rack.report(REPORT);
    uplink.neighbourIsDown(false);
    uplink.appoint(new Aggregator(new NodeId("n2"), Optional.of("10.0.0.2:7499")));
    rack.report(REPORT);
    rack.report(REPORT);

    assertThat(uplink.ways()).endsWith("alone", "alone", "10.0.0.2:7499");
  }

  @Test
  void opensItsDoorWhenItIsToGather() throws IOException {
    RackLink rack = rack(Optional.of(_ -> DOOR));
    uplink.appoint(new Aggregator(Goals.NODE, Optional.empty()));
    rack.report(REPORT);
    assertThat(rack.report(REPORT)).isTrue();

    assertThat(uplink.ways()).containsExactly("willing");
    assertThat(uplink.racks().getFirst().address()).contains(DOOR);
  }

  @Test
  void gathersNoMoreWhenItsDoorDoesNotOpen() throws IOException {
    RackLink rack =
        rack(
            Optional.of(_ -> {
              throw new IOException("port taken");
            }));
    uplink.appoint(new Aggregator(Goals.NODE, Optional.empty()));
    rack.report(REPORT);
    rack.report(REPORT);

    assertThat(uplink.ways()).containsExactly("willing", "alone");
  }

  @Test
  void gathersNoMoreWhenNobodyCanCallIt() throws IOException {
    RackLink rack = rack(Optional.of(_ -> "[fe80::1%wg-0]:7410"));
    uplink.appoint(new Aggregator(Goals.NODE, Optional.empty()));
    rack.report(REPORT);
    rack.report(REPORT);

    assertThat(uplink.ways()).containsExactly("willing", "alone");
  }

  @Test
  void anAggregatorThatCannotReportSaysSo() throws IOException {
    RackLink rack = rack(Optional.of(_ -> DOOR));
    uplink.appoint(new Aggregator(Goals.NODE, Optional.empty()));
    rack.report(REPORT);
    uplink.controllerIsDown(true);

    assertThatThrownBy(() -> rack.report(REPORT)).isInstanceOf(IOException.class);
  }

  @Test
  void whoIsNotKnownMustJoin() throws IOException {
    uplink.doNotKnow(Goals.NODE);
    appointNeighbour();
    RackLink rack = rack(Optional.empty());

    assertThat(rack.report(REPORT)).isFalse();
    assertThat(rack.report(REPORT)).isFalse();
  }

  @Test
  void allElseGoesTheOldWay() throws IOException {
    RackLink rack = rack(Optional.empty());
    link.goal(Goals.node(3));
    rack.logs(Goals.NODE, List.of());

    assertThat(rack.goal(Goals.NODE, Generation.ZERO, Duration.ZERO)).isPresent();
  }

  private void appointNeighbour() {
    uplink.appoint(new Aggregator(new NodeId("n2"), Optional.of(NEIGHBOUR)));
  }

  private RackLink rack(Optional<ReportDoor> door) {
    return new RackLink(Goals.NODE, link, uplink, door);
  }
}
