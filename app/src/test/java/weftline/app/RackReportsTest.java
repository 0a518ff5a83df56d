package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.net.Identity.Kind.CONTROLLER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.agent.HttpControllerLink;
import weftline.agent.RackLink;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.MemoryPackages;
import weftline.controller.NodeWatch;
import weftline.controller.Reception;
import weftline.controller.Time;
import weftline.controller.api.NodeApi;
import weftline.core.Command;
import weftline.model.Aggregator;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;
import weftline.model.RackReport;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.Handler;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Identity;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;
import weftline.net.ServerTls;

/// The nodes of a rack report through one of them, and each is known by its certificate.
class RackReportsTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int ROUNDS_MAX = 200;

  @TempDir Path folder;

  private final Parts parts = new Parts();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private CertificateAuthority authority;
  private Controller mind;
  private URI controller;

  @BeforeEach
  void serve() throws Exception {
    authority = CertificateAuthority.create(folder.resolve("ca"), CLOCK);
    Network network = Network.open();
    parts.add(network::close);
    mind = Controller.open(new MemoryLedger(), new Time(CLOCK, System::nanoTime));
    Thread running = Thread.ofVirtual().start(mind::run);
    parts.add(running::interrupt);
    NodeWatch watch = new NodeWatch(mind, Duration.ofMinutes(1), System::nanoTime);
    NodeApi api =
        new NodeApi(new Reception(mind, watch), new MemoryPackages(), _ -> {}, network.workers());
    HttpServer server = HttpServer.listen(network, at("c1", CONTROLLER), noting(api));
    parts.add(server::close);
    controller = URI.create("https://127.0.0.1:" + server.address().getPort());
    mind.awaitPrimacy(Duration.ofMinutes(1));
    watch.runOnce();
  }

  @AfterEach
  void close() {
    parts.close();
  }

  @Test
  void oneSpeaksForAllUntilItIsGone() throws Exception {
    List<Member> rack = gatheringRack();

    rack.getFirst().door().close();
    asked.clear();

    assertThat(rack.subList(1, 3)).allMatch(Member::report);
    assertThat(asked).containsExactly("/nodes/n2/report", "/nodes/n3/report");
  }

  @Test
  void nobodySpeaksForAnotherRack() throws Exception {
    Member near = member("n1", 0);
    Member far = member("n2", 1);
    RackReport.Digested said = new RackReport.Digested(1, report("n2"));
    RackReport rack = RackReport.of(Optional.empty(), List.of(), List.of(said));

    assertThat(near.wire().reportAll(new NodeId("n1"), rack).unknown())
        .containsExactly(new NodeId("n2"));
    assertThatThrownBy(() -> near.wire().reportAll(new NodeId("n2"), rack))
        .hasMessageContaining("403");
    assertThat(far.wire().reportAll(new NodeId("n2"), rack).unknown()).isEmpty();
  }

  @Test
  void nobodyUsesAnothersNameAtTheDoor() throws Exception {
    HttpControllerLink wire = gatheringRack().getLast().wire();
    Aggregator aggregator = wire.reportAlone(report("n3"), false).aggregator().orElseThrow();
    String address = aggregator.address().orElseThrow();

    assertThat(wire.reportThrough(address, report("n3"))).isTrue();
    assertThatThrownBy(() -> wire.reportThrough(address, report("n2"))).hasMessageContaining("403");
  }

  /// Three nodes of which the controller hears only the first. Connections that are made for the
  /// first time may take longer than neighbours wait; then they try again later.
  private List<Member> gatheringRack() throws Exception {
    List<Member> rack = List.of(member("n1", 0), member("n2", 0), member("n3", 0));
    for (int round = 0; round < ROUNDS_MAX; round++) {
      asked.clear();
      assertThat(rack).allMatch(Member::report);
      if (asked.stream().allMatch("/nodes/n1/reports"::equals)) {
        return rack;
      }
    }
    throw new AssertionError("they do not report through one; the controller was asked " + asked);
  }

  /// A node that has joined, without an agent.
  private record Member(NodeId node, HttpControllerLink wire, NeighbourDoor door, RackLink link) {
    boolean report() {
      try {
        return link.report(RackReportsTest.report(node.value()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Member member(String name, int faultDomain) throws Exception {
    NodeId node = new NodeId(name);
    HttpClient client = HttpClient.open(credentials(name, Identity.Kind.NODE));
    parts.add(client::close);
    HttpControllerLink wire = new HttpControllerLink(client, controller);
    NeighbourDoor door = new NeighbourDoor(at(name, Identity.Kind.NODE));
    parts.add(door::close);
    NodeDescription description =
        new NodeDescription(
            node, "127.0.0.1", faultDomain, Capacity.NONE, new PortRange(20_000, 20_099));
    mind.ask(at -> new Command.JoinNode(at, description));
    return new Member(node, wire, door, new RackLink(node, wire, wire, Optional.of(door)));
  }

  private Handler noting(NodeApi api) {
    Router router = new Router(api.routes(), (_, _) -> Response.of(404));
    return request -> {
      asked.add(request.rawPath());
      return router.handle(request);
    };
  }

  private HttpServerConfig at(String name, Identity.Kind kind) throws IOException {
    return HttpServerConfig.encrypted(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new ServerTls(credentials(name, kind), false));
  }

  private Credentials credentials(String name, Identity.Kind kind) throws IOException {
    return authority.issue(new Identity(kind, name), List.of("127.0.0.1"));
  }

  private static NodeReport report(String node) {
    return new NodeReport(new NodeId(node), Generation.ZERO, List.of());
  }
}
