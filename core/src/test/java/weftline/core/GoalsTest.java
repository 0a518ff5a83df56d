package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.Peer;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.LoadBalancerProbe;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.InputEndpoint;
import weftline.model.RoleDefinition.InstanceInputEndpoint;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What executors are told.
class GoalsTest {
  private static final ServiceName SHOP = new ServiceName("shop");
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");

  private final Fabric fabric = new Fabric();

  @BeforeEach
  void twoNodes() {
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n1", 0, 4)));
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n2", 1, 4)));
  }

  @Test
  void aNodeIsToldEverythingAboutItsInstances() {
    deploy(Models.model("shop", "web=2", "price=7", "code=c"));

    NodeGoal goal = Goals.nodeGoal(fabric.state(), N2);
    InstanceGoal web = goal.instances().getFirst();

    assertThat(goal.instances()).hasSize(1);
    assertThat(web.id().name()).isEqualTo("web_IN_1");
    assertThat(web.service()).isEqualTo(SHOP);
    assertThat(web.wanted()).isEqualTo(Wanted.RUNNING);
    assertThat(web.attempt()).isEqualTo(1);
    assertThat(web.image().sha256()).startsWith("cccc");
    assertThat(web.settings()).isEqualTo(Map.of("price", "7"));
    assertThat(web.faultDomain()).isEqualTo(1);
    assertThat(web.updateDomain()).isEqualTo(1);
    assertThat(web.endpoints())
        .extracting(endpoint -> endpoint.name() + "@" + endpoint.address() + ":" + endpoint.port())
        .containsExactly("http@10.0.0.2:20000", "peer@10.0.0.2:20001");
    assertThat(web.peers()).extracting(Peer::name).containsExactly("web_IN_0");
  }

  @Test
  void newSettingsKeepTheAttemptAndMoveTheGeneration() {
    deploy(Models.model("shop", "web=2", "price=1"));
    fabric.settle();
    Generation before = fabric.state().goalGeneration(N1);

    configure("web=2", "price=2");

    InstanceGoal web = Goals.nodeGoal(fabric.state(), N1).instances().getFirst();
    assertThat(web.settings()).isEqualTo(Map.of("price", "2"));
    assertThat(web.attempt()).isEqualTo(1);
    assertThat(fabric.state().goalGeneration(N1)).isGreaterThan(before);
  }

  @Test
  void whatIsNoNewsMovesNothing() {
    deploy(Models.model("shop", "web=2"));
    fabric.settle();
    State before = fabric.state();

    configure("web=2");
    fabric.report(N1);
    fabric.balance("lb");

    assertThat(fabric.state().goalGeneration(N1)).isEqualTo(before.goalGeneration(N1));
    assertThat(fabric.state().routingGeneration()).isEqualTo(before.routingGeneration());
  }

  @Test
  void whoWasLookedAfterHearsOnlyWhatIsNew() {
    deploy(Models.model("shop", "web=2", "price=1"));
    fabric.settle();
    Generation before = fabric.state().newestGoal();
    assertThat(Goals.movedSince(fabric.state(), before)).isEmpty();

    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n3", 2, 4)));
    assertThat(Goals.movedSince(fabric.state(), before)).containsExactly(new NodeId("n3"));

    fabric.submit(new Command.LoseNodes(fabric.now(), List.of(N1)));
    assertThat(Goals.movedSince(fabric.state(), before)).contains(N1, N2, new NodeId("n3"));
  }

  @Test
  void aNodeNobodyKnowsHasNothingToDo() {
    assertThat(Goals.nodeGoal(fabric.state(), new NodeId("n9")))
        .isEqualTo(new NodeGoal(new NodeId("n9"), Generation.ZERO, List.of()));
  }

  @Test
  void anInstancesOwnEndpointsHaveOneRouteEach() {
    ServiceModel plain = Models.model("shop", "web=2");
    deploy(
        withRole(
            plain,
            role ->
                roleWith(
                    role,
                    role.inputEndpoints(),
                    List.of(
                        new InstanceInputEndpoint(
                            "debug", "tcp", Optional.empty(), new PortRange(9_000, 9_009))))));
    fabric.settle();

    assertThat(Goals.routingTable(fabric.state()).routes())
        .filteredOn(route -> route.endpoint().equals("debug"))
        .extracting(route -> route.port() + " " + backends(route))
        .containsExactly("9000 [web_IN_0]", "9001 [web_IN_1]");
  }

  @Test
  void anEndpointMayIgnoreWhatItsInstancesSay() {
    deploy(
        withRole(
            Models.model("shop", "web=2"),
            role -> roleWith(role, List.of(input(true, Optional.empty())), List.of())));

    assertThat(routes()).extracting(GoalsTest::backends).containsExactly("[web_IN_0, web_IN_1]");
  }

  @Test
  void aRouteCarriesItsProbe() {
    LoadBalancerProbe probe =
        new LoadBalancerProbe(
            "well",
            "http",
            Optional.of("/well"),
            Optional.empty(),
            Duration.ofSeconds(15),
            Duration.ofSeconds(31));
    ServiceModel plain =
        withRole(
            Models.model("shop", "web=2"),
            role -> roleWith(role, List.of(input(false, Optional.of("well"))), List.of()));
    ServiceDefinition old = plain.definition();
    deploy(
        new ServiceModel(
            new ServiceDefinition(
                old.name(),
                old.schemaVersion(),
                old.upgradeDomainCount(),
                old.topologyChangeDiscovery(),
                List.of(probe),
                old.roles(),
                old.trafficRules()),
            plain.configuration(),
            plain.image()));

    assertThat(routes()).extracting(Route::probe).containsExactly(Optional.of(probe));
    assertThat(routes()).extracting(GoalsTest::backends).containsExactly("[]");
  }

  @Test
  void everySlotMayHaveAnAddressOfItsOwn() {
    FabricSettings old = FabricSettings.DEFAULT;
    fabric.submit(
        new Command.ConfigureFabric(
            fabric.now(),
            new FabricSettings(
                old.faultDomainsMin(),
                new PublicAddresses.PerSlot(List.of("192.0.2.1", "192.0.2.2")),
                old.drainLimit(),
                old.bake(),
                old.failuresBeforeMove(),
                true,
                old.healing(),
                old.burnIn(),
                old.tidying(),
                old.readyWithin())));
    deploy(Models.model("shop", "web=2", "web2=1"));
    fabric.submit(
        new Command.Deploy(
            fabric.now(), "ann", SHOP, Slot.STAGING, "", Models.model("shop", "web=1")));

    assertThat(routes())
        .extracting(route -> route.address() + ":" + route.port())
        .containsExactly("192.0.2.1:80", "192.0.2.1:81", "192.0.2.2:80");
    assertThat(routes()).allMatch(Route::proxyProtocol);
  }

  @Test
  void otherAddressesCloseTheDoorsAndOpenNewOnes() {
    deploy(Models.model("shop", "web=2"));
    Generation before = fabric.state().routingGeneration();

    fabric.submit(
        new Command.ConfigureFabric(
            fabric.now(),
            FabricSettings.DEFAULT.withAddresses(new PublicAddresses.Shared("127.0.0.1", 9_080))));

    assertThat(routes()).extracting(Route::port).containsExactly(9_080);
    assertThat(fabric.state().routingGeneration()).isGreaterThan(before);
  }

  @Test
  void anEmptyFabricForwardsNothing() {
    assertThat(Goals.routingTable(State.EMPTY)).isEqualTo(RoutingTable.EMPTY);
  }

  private void deploy(ServiceModel model) {
    fabric.submit(new Command.Deploy(fabric.now(), "ann", SHOP, Slot.PRODUCTION, "", model));
  }

  private void configure(String... words) {
    fabric.submit(
        new Command.Configure(
            fabric.now(),
            "ann",
            SHOP,
            Slot.PRODUCTION,
            Models.model("shop", words).configuration()));
    assertThat(fabric.state().instancesOf(new DeploymentId("shop-1"))).isNotEmpty();
  }

  private List<Route> routes() {
    return Goals.routingTable(fabric.state()).routes();
  }

  private static String backends(Route route) {
    return route.backends().stream().map(Backend::instance).map(id -> id.name()).toList() + "";
  }

  private static InputEndpoint input(boolean ignoreStatus, Optional<String> probe) {
    return new InputEndpoint(
        "http", "tcp", 80, Optional.empty(), Optional.empty(), ignoreStatus, probe);
  }

  private static ServiceModel withRole(ServiceModel model, UnaryOperator<RoleDefinition> change) {
    ServiceDefinition old = model.definition();
    return new ServiceModel(
        new ServiceDefinition(
            old.name(),
            old.schemaVersion(),
            old.upgradeDomainCount(),
            old.topologyChangeDiscovery(),
            old.probes(),
            old.roles().stream().map(change).toList(),
            old.trafficRules()),
        model.configuration(),
        model.image());
  }

  private static RoleDefinition roleWith(
      RoleDefinition old, List<InputEndpoint> inputs, List<InstanceInputEndpoint> own) {
    return new RoleDefinition(
        old.name(),
        old.kind(),
        old.vmSize(),
        old.sites(),
        inputs,
        old.internalEndpoints(),
        own,
        old.settings(),
        old.localStorage(),
        old.certificates(),
        old.imports(),
        old.startupTasks(),
        old.runtime(),
        old.contents());
  }
}
