package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.controller.Controller;
import weftline.controller.Membership.Member;
import weftline.controller.Membership.Role;
import weftline.controller.Peer;
import weftline.controller.PlayedLedger;
import weftline.controller.Standing;
import weftline.controller.Time;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Roster;

/// Who is told of the controllers, and what.
class IntroductionsTest {
  private static final String ALL = "10.0.0.1:7400,10.0.0.2:7400";

  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final PlayedLedger ledger = new PlayedLedger(new Standing.Primary());
  private final Controller controller =
      Controller.open(ledger, new Time(Clock.systemUTC(), System::nanoTime));
  private int status = 204;
  private Optional<HttpServer> server = Optional.empty();

  @BeforeEach
  void serve() throws IOException {
    Forwarding forwarding =
        new Forwarding(
            _ -> CompletableFuture.completedStage(Response.of(status)),
            controller,
            client,
            "http",
            network.workers());
    var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = Optional.of(HttpServer.listen(network, HttpServerConfig.plain(local), forwarding));
    ledger.group(
        member("c1", Role.PRIMARY), member("c2", Role.SECONDARY), member("c3", Role.JOINING));
  }

  @AfterEach
  void stop() {
    server.ifPresent(HttpServer::close);
    client.close();
    network.close();
  }

  @Test
  void whoAsksIsToldOfThoseWhoseWordCounts() throws IOException {
    assertThat(told("/nodes/n1/goal", "none")).contains(ALL);
    assertThat(told("/balancers/b1/routes", "none")).contains(ALL);
    assertThat(told("/v1/services", "10.0.0.1:7400,10.0.0.9:7400")).contains(ALL);
  }

  @Test
  void nothingIsToldThatIsKnownOrNotAsked() throws IOException {
    assertThat(told("/nodes/n1/goal", ALL)).isEmpty();
    assertThat(answer(HttpCall.get(uri("/nodes/n1/goal")))).isEmpty();
    assertThat(told("/nodes/n1/goal", "in some other way")).isEmpty();
  }

  @Test
  void nothingIsToldToWhoIsNotLetIn() throws IOException {
    assertThat(told("/healthz", "none")).isEmpty();
    status = 401;
    assertThat(told("/v1/services", "none")).isEmpty();
  }

  @Test
  void onlyThePrimaryTells() throws IOException {
    ledger.become(PlayedLedger.secondary(Optional.empty()));
    controller.runOnce();

    assertThat(told("/nodes/n1/goal", "none")).isEmpty();
    assertThat(told("/v1/services?stale=true", "none")).isEmpty();
  }

  @Test
  void oneThatIsAloneIsWhereItWasFoundUnlessItOnceHadOthers() throws IOException {
    ledger.group(member("c1", Role.PRIMARY));

    assertThat(told("/nodes/n1/goal", "none")).isEmpty();
    assertThat(told("/nodes/n1/goal", ALL)).contains("10.0.0.1:7400");
  }

  private static Member member(String name, Role role) {
    Peer peer = new Peer(name, "10.0.0.%s:7400".formatted(name.substring(1)));
    return new Member(peer, role, Optional.empty());
  }

  private Optional<String> told(String path, String known) throws IOException {
    return answer(HttpCall.get(uri(path)).with(Roster.HEADER, known));
  }

  private Optional<String> answer(HttpCall call) throws IOException {
    return client.send(call).headers().first(Roster.HEADER);
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:%d%s".formatted(server.orElseThrow().address().getPort(), path));
  }
}
