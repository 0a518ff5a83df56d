package weftline.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.controller.Entry;
import weftline.core.Departure.Afterwards;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.Residence;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;
import weftline.model.RoutingTable;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Logs that no good controller writes, each seen by the promise that it breaks.
class PromisesTest {
  private static final DeploymentId SHOP = new DeploymentId("shop-1");
  private static final ServiceName SERVICE = new ServiceName("shop");
  private static final Capacity SMALL = new Capacity(1_000, 1_792, 1_000);

  private final Agenda agenda = new Agenda();
  private RoutingTable forwarded = RoutingTable.EMPTY;
  private final Promises promises = new Promises(agenda, Trace.NONE, () -> forwarded);
  private long next = 1;

  /// Three nodes in as many fault domains, and a service of two web and two worker instances.
  @BeforeEach
  void deploy() {
    IntStream.range(0, 3).forEach(number -> log(new Event.NodeJoined(node(number))));
    log(
        new Event.DeploymentCreated(
            SHOP,
            SERVICE,
            Slot.PRODUCTION,
            "",
            Models.model("shop", "Small", new Models.Sizes(2, 2, 0), "a"),
            Instant.EPOCH));
  }

  @Test
  void aGoodLogIsFine() {
    log(placed());

    assertThatCode(this::logAllReady).doesNotThrowAnyException();
  }

  @Test
  void timeThatRunsBackwards() {
    agenda.runUntil(Instant.EPOCH.plusSeconds(9));
    log(placed());

    assertThatThrownBy(
            () -> promises.read(new Entry(next, Instant.EPOCH, List.of(ready("web", 0)))))
        .hasMessageContaining("backwards");
  }

  @Test
  void aNodeThatIsOversold() {
    List<Placement> all =
        List.of(
            place("web", 0, 0, 1),
            place("web", 1, 1, 1),
            place("worker", 0, 0, 2),
            place("worker", 1, 1, 2));
    Capacity much = new Capacity(1_500, 10, 10);
    List<Placement> greedy = all.stream().map(placement -> withHold(placement, much)).toList();

    assertThatThrownBy(() -> log(new Event.InstancesPlaced(SHOP, greedy)))
        .hasMessageContaining("oversold");
  }

  @Test
  void aPortThatIsGivenTwice() {
    List<Placement> all =
        List.of(
            place("web", 0, 0, 1),
            place("web", 1, 1, 1),
            place("worker", 0, 0, 1),
            place("worker", 1, 1, 2));

    assertThatThrownBy(() -> log(new Event.InstancesPlaced(SHOP, all)))
        .hasMessageContaining("given twice");
  }

  @Test
  void halfOfADeployment() {
    Event half =
        new Event.InstancesPlaced(SHOP, List.of(place("web", 0, 0, 1), place("web", 1, 1, 1)));

    assertThatThrownBy(() -> log(half)).hasMessageContaining("is left out");
  }

  @Test
  void aRoleInOneFaultDomain() {
    List<Placement> crowded =
        List.of(
            place("web", 0, 0, 1),
            place("web", 1, 0, 2),
            place("worker", 0, 1, 1),
            place("worker", 1, 2, 1));

    assertThatThrownBy(() -> log(new Event.InstancesPlaced(SHOP, crowded)))
        .hasMessageContaining("starts in the fault domains [0]");
  }

  @Test
  void aNodeThatIsGivenUpAndWasInTouch() {
    NodeId node = node(0).id();
    for (int second = 1; second < 200; second++) {
      agenda.runUntil(Instant.EPOCH.plusSeconds(second));
      promises.reached(node);
    }

    assertThatThrownBy(() -> log(new Event.NodeLost(node, "nobody knows why")))
        .hasMessageContaining("was in touch");
  }

  @Test
  void aRunThatNobodyHasSeenReady() {
    log(placed());

    assertThatThrownBy(() -> log(ready("web", 0))).hasMessageContaining("nobody has seen it so");
  }

  @Test
  void twoUpdateDomainsAtOnce() {
    log(placed());
    logAllReady();
    log(draining("web", 0));

    assertThatThrownBy(() -> log(draining("web", 1)))
        .hasMessageContaining("while shop-1/web_IN_0 of another update domain is DRAINING");
  }

  @Test
  void anInstanceThatIsStoppedWhileItGetsConnections() {
    log(placed());
    logAllReady();
    log(draining("web", 0));
    forwarded = table(instance("web", 0));

    assertThatThrownBy(() -> log(new Event.InstanceStopOrdered(instance("web", 0))))
        .hasMessageContaining("still gets connections");
  }

  @Test
  void oneThatHadAllTheTimeMayBeStopped() {
    log(placed());
    logAllReady();
    log(draining("web", 0));
    forwarded = table(instance("web", 0));
    agenda.runUntil(Instant.EPOCH.plus(Duration.ofMinutes(1)));

    assertThatCode(
            () -> {
              log(ready("web", 1));
              log(new Event.InstanceStopOrdered(instance("web", 0)));
            })
        .doesNotThrowAnyException();
  }

  private void log(Event event) {
    promises.read(new Entry(next++, agenda.instant(), List.of(event)));
  }

  private void logAllReady() {
    for (String role : List.of("web", "worker")) {
      for (int index = 0; index < 2; index++) {
        see(role, index);
        log(ready(role, index));
      }
    }
  }

  private void see(String role, int index) {
    promises.saw(
        new NodeReport(
            node(index).id(),
            Generation.ZERO,
            List.of(
                new NodeReport.InstanceReport(
                    instance(role, index), 1, InstanceStatus.READY, 0, ""))));
  }

  private static Event placed() {
    return new Event.InstancesPlaced(
        SHOP,
        List.of(
            place("web", 0, 0, 1),
            place("web", 1, 1, 1),
            place("worker", 0, 0, 2),
            place("worker", 1, 2, 2)));
  }

  private static Event ready(String role, int index) {
    return new Event.InstanceReported(
        instance(role, index), InstanceStatus.READY, 0, "", Instant.EPOCH);
  }

  private static Event draining(String role, int index) {
    return new Event.InstanceDraining(
        instance(role, index), Afterwards.RESTART, 1, "somebody wants it", Instant.EPOCH);
  }

  private static Placement place(String role, int index, int node, int port) {
    List<EndpointAddress> endpoints =
        List.of(new EndpointAddress("http", "tcp", "10.0.0." + node, port));
    return new Placement(
        instance(role, index), new Residence(node(node).id(), node, SMALL, endpoints));
  }

  private static Placement withHold(Placement placement, Capacity holds) {
    Residence home = placement.residence();
    return new Placement(
        placement.instance(),
        new Residence(home.node(), home.faultDomain(), holds, home.endpoints()));
  }

  private static InstanceId instance(String role, int index) {
    return new InstanceId(SHOP, role, index);
  }

  private static NodeDescription node(int number) {
    return new NodeDescription(
        new NodeId("n" + number),
        "10.0.0." + number,
        number,
        new Capacity(2_000, 4_000, 4_000),
        new PortRange(1, 100));
  }

  private static RoutingTable table(InstanceId instance) {
    RoutingTable.Backend backend = new RoutingTable.Backend(instance, "10.0.0.0", 1);
    RoutingTable.Route route =
        new RoutingTable.Route(
            "127.0.0.1",
            8080,
            "tcp",
            SERVICE,
            Slot.PRODUCTION,
            "http",
            List.of(backend),
            Optional.empty(),
            false);
    return new RoutingTable(Generation.ZERO.next(), List.of(route));
  }
}
