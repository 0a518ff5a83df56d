package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.Residence;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.net.Json;

/// Homes in columns are the homes that they were, in their order, and take far less.
class HomesTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final DeploymentId SHOP = new DeploymentId("shop-1");
  private static final Event NEWS = new Event.HealingPaused("a cable is cut", AT);

  @Test
  void whatIsAlikeIsSaidOnce() throws IOException {
    Proposal.Batch batch = batch(placed(100, "http", "peer"), NEWS, placed(3, "http"));
    byte[] plain = Json.write(batch);
    Payload brief = Payload.brief(batch);

    assertThat(brief.bytes().length).isLessThan(plain.length / 4);
    assertThat(brief.read()).isEqualTo(batch);
    assertThat(Payload.of(brief.bytes()).read()).isEqualTo(batch);
    assertThat(Json.read(plain, Proposal.class).opened()).isEqualTo(batch);
  }

  @Test
  void theOrderStaysWhereRolesTakeTurns() {
    List<Placement> placements =
        List.of(
            placement("web", 0, "http"),
            placement("web", 1, "http"),
            placement("job", 0),
            placement("job", 1),
            placement("web", 2, "http", "admin"),
            placement("web", 3, "http"));
    Event.InstancesPlaced placed = new Event.InstancesPlaced(SHOP, placements);

    assertThat(Homes.of(placed))
        .hasValueSatisfying(homes ->
            assertThat(homes).extracting(Homes::role).containsExactly("web", "job", "web", "web"));
    assertThat(reread(batch(placed))).isEqualTo(batch(placed));
  }

  @Test
  void whatIsNotSaidOftenStaysAsItIs() {
    for (Proposal.Batch batch : List.of(batch(NEWS), batch(NEWS, placed(1, "http")))) {
      assertThat(Proposal.Brief.of(batch)).isSameAs(batch);
      assertThat(reread(batch)).isEqualTo(batch);
    }
  }

  /// No fabric makes such homes, but the ledger holds whatever it is given.
  @Test
  void whatFitsIntoNoColumnsStaysAsItIs() {
    Placement stranger =
        new Placement(new InstanceId(new DeploymentId("other-2"), "web", 0), home(1, List.of()));
    Placement twoFaced =
        new Placement(
            new InstanceId(SHOP, "web", 0),
            home(
                1,
                List.of(
                    new EndpointAddress("a", "tcp", "10.0.0.1", 1),
                    new EndpointAddress("b", "tcp", "10.0.0.2", 2))));
    for (Placement odd : List.of(stranger, twoFaced)) {
      Proposal.Batch batch = batch(new Event.InstancesPlaced(SHOP, List.of(odd)), placed(9));

      assertThat(Proposal.Brief.of(batch)).isSameAs(batch);
      assertThat(reread(batch)).isEqualTo(batch);
    }
  }

  @Test
  void columnsOfDifferentLengthsAreNone() {
    assertThatThrownBy(() ->
            new Homes(
                "web",
                Capacity.NONE,
                List.of(),
                List.of(1),
                List.of(),
                List.of(1),
                List.of(),
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the columns of homes have different lengths");
  }

  @Test
  void whatIsBriefMayBePackedToo() {
    Proposal.Batch batch = batch(placed(300, "http", "peer"));
    byte[] bytes = Payload.brief(batch).packed().bytes();

    assertThat(new String(bytes, 0, 20, StandardCharsets.UTF_8)).startsWith("{\"type\":\"Packed\"");
    assertThat(Payload.of(bytes).read()).isEqualTo(batch);
  }

  private static Proposal reread(Proposal.Batch batch) {
    return Payload.of(Payload.brief(batch).bytes()).read();
  }

  private static Proposal.Batch batch(Event... events) {
    return new Proposal.Batch(new Entry(7, AT, List.of(events)));
  }

  private static Event.InstancesPlaced placed(int count, String... endpoints) {
    return new Event.InstancesPlaced(
        SHOP,
        IntStream.range(0, count).mapToObj(index -> placement("web", index, endpoints)).toList());
  }

  private static Placement placement(String role, int index, String... endpoints) {
    List<EndpointAddress> listening =
        IntStream.range(0, endpoints.length)
            .mapToObj(port ->
                new EndpointAddress(endpoints[port], "tcp", "10.0.0." + index, 20_000 + port))
            .toList();
    return new Placement(new InstanceId(SHOP, role, index), home(index, listening));
  }

  private static Residence home(int number, List<EndpointAddress> endpoints) {
    return new Residence(
        new NodeId("node-" + number), number / 4, new Capacity(1_000, 1_792, 20_480), endpoints);
  }
}
