package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Controller;
import weftline.controller.Entry;
import weftline.controller.Membership.Member;
import weftline.controller.Membership.Role;
import weftline.controller.Peer;
import weftline.controller.PlayedLedger;
import weftline.controller.Standing;
import weftline.controller.Time;
import weftline.core.Event;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.net.AddressBook;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Identity;
import weftline.net.Identity.Kind;
import weftline.net.Network;
import weftline.net.RemoteIssuer;
import weftline.net.Renewal;
import weftline.net.Response;
import weftline.net.Router;
import weftline.net.ServerTls;

/// Who gets another certificate from a controller.
class CertificateApiTest {
  private static final NodeDescription NODE =
      new NodeDescription(
          new NodeId("n1"), "127.0.0.1", 0, Capacity.NONE, new PortRange(20_000, 20_009));

  @TempDir private Path folder;

  private final Network network = Network.open();
  private final PlayedLedger ledger = new PlayedLedger(new Standing.Primary());
  private final Controller controller =
      Controller.open(ledger, new Time(Clock.systemUTC(), System::nanoTime));
  private Optional<HttpServer> server = Optional.empty();
  private CertificateAuthority authority;

  @BeforeEach
  void begin() throws IOException {
    authority = CertificateAuthority.create(folder.resolve("ca"), Clock.systemUTC());
    ledger.bring(new Entry(1, controller.now(), List.of(new Event.NodeJoined(NODE))));
    ledger.group(
        new Member(new Peer("c1", "10.0.0.1:7400"), Role.PRIMARY, Optional.empty()),
        new Member(new Peer("c2", "10.0.0.2:7400"), Role.SECONDARY, Optional.empty()));
    controller.runOnce();
  }

  @AfterEach
  void stop() {
    server.ifPresent(HttpServer::close);
    network.close();
  }

  @Test
  void programsOfTheFabricGetOne() throws IOException {
    serve(Optional.of(authority));
    for (Identity holder :
        List.of(
            new Identity(Kind.NODE, "n1"),
            new Identity(Kind.CONTROLLER, "c2"),
            new Identity(Kind.BALANCER, "b1"),
            new Identity(Kind.STORAGE, "s1"))) {
      Credentials before = authority.issue(holder, List.of("127.0.0.1"));

      assertThat(renew(before).identity()).isEqualTo(holder);
    }
  }

  @Test
  void whoWasTakenOutAndWhoIsNoProgramDoesNot() throws IOException {
    serve(Optional.of(authority));
    for (Identity holder :
        List.of(
            new Identity(Kind.NODE, "n9"),
            new Identity(Kind.CONTROLLER, "c9"),
            new Identity(Kind.OPERATOR, "ann"))) {
      Credentials before = authority.issue(holder, List.of());

      assertThatThrownBy(() -> renew(before)).hasMessageContaining("403");
    }
  }

  @Test
  void nobodyGetsOneOfAControllerWithoutTheAuthority() throws IOException {
    serve(Optional.empty());
    Credentials before = authority.issue(new Identity(Kind.NODE, "n1"), List.of());

    assertThatThrownBy(() -> renew(before))
        .hasMessageContaining("409: The controllers were not given the fabric's authority");
  }

  @Test
  void whatIsNoWishIsRefused() throws IOException {
    serve(Optional.of(authority));
    Credentials node = authority.issue(new Identity(Kind.NODE, "n1"), List.of());
    try (HttpClient client = HttpClient.open(node)) {
      URI uri = uri().resolve(RemoteIssuer.PATH);

      assertThat(client.send(HttpCall.postJson(uri, List.of())).status()).isEqualTo(400);
      var wish = Renewal.of(authority.issue(new Identity(Kind.NODE, "n2"), List.of())).wish();
      assertThat(client.send(HttpCall.postJson(uri, wish)).text()).contains("another one's");
    }
  }

  private Credentials renew(Credentials before) throws IOException {
    try (HttpClient client = HttpClient.open(before)) {
      Renewal renewal = Renewal.of(before);
      RemoteIssuer issuer = new RemoteIssuer(client, AddressBook.of(List.of(uri())));
      return renewal.granted(issuer.renew(renewal.wish()));
    }
  }

  private void serve(Optional<CertificateAuthority> given) throws IOException {
    var own = authority.issue(new Identity(Kind.CONTROLLER, "c1"), List.of("127.0.0.1"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var api = new CertificateApi(controller, given, network.workers());
    server =
        Optional.of(
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(address, new ServerTls(own, false)),
                new Router(api.routes(), (_, _) -> Response.of(404))));
  }

  private URI uri() {
    return URI.create("https://127.0.0.1:" + server.orElseThrow().address().getPort());
  }
}
