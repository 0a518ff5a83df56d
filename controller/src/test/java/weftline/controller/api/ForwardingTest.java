package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Controller;
import weftline.controller.Peer;
import weftline.controller.PlayedLedger;
import weftline.controller.Time;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;

/// A controller that is not the primary, asked by clients that do not know.
class ForwardingTest {
  @TempDir Path folder;

  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private Optional<RunningApi> primary = Optional.empty();
  private Optional<HttpServer> secondary = Optional.empty();
  private Optional<Controller> follower = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    RunningApi running = RunningApi.in(folder);
    primary = Optional.of(running);
    URI there = running.uri("/");
    serve(Optional.of(new Peer("c1", there.getHost() + ":" + there.getPort())));
  }

  @AfterEach
  void stop() throws Exception {
    secondary.ifPresent(HttpServer::close);
    client.close();
    network.close();
    if (primary.isPresent()) {
      primary.get().close();
    }
  }

  /// What a secondary would answer itself says so.
  private PlayedLedger serve(Optional<Peer> known) throws IOException {
    secondary.ifPresent(HttpServer::close);
    PlayedLedger ledger = new PlayedLedger(PlayedLedger.secondary(known));
    Controller controller = Controller.open(ledger, new Time(Clock.systemUTC(), System::nanoTime));
    follower = Optional.of(controller);
    Forwarding forwarding =
        new Forwarding(
            _ -> CompletableFuture.completedStage(Response.text(200, "from here")),
            controller,
            client,
            "http",
            network.workers());
    secondary = Optional.of(HttpServer.listen(network, local(), forwarding));
    return ledger;
  }

  @Test
  void readsComeFromThePrimary() throws Exception {
    assertThat(ask("/v1/nodes").body()).isEqualTo(running().get("/v1/nodes").body());
  }

  @Test
  void changesAreMadeByThePrimary() throws Exception {
    HttpAnswer answer =
        client.send(running().authorized(HttpCall.postJson(uri("/v1/nodes/n1/drain"), Map.of())));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(running().get("/v1/nodes").text()).contains("\"drained\":true");
  }

  @Test
  void refusalsComeBackAsTheyAre() throws Exception {
    HttpAnswer here = ask("/v1/services/none");
    HttpAnswer there = running().get("/v1/services/none");

    assertThat(here.status()).isEqualTo(there.status());
    assertThat(here.body()).isEqualTo(there.body());
    assertThat(here.headers().first("Content-Type")).contains("application/json");
  }

  @Test
  void streamsPassThrough() throws Exception {
    assertThat(ask("/v1/events").body()).isEqualTo(running().get("/v1/events").body());
  }

  /// Whatever follows an answer without a body would be taken for the next answer.
  @Test
  void answersWithoutABodyHaveNone() throws Exception {
    try (HttpServer silent =
        HttpServer.listen(
            network, local(), _ -> CompletableFuture.completedStage(Response.of(204)))) {
      serve(Optional.of(new Peer("c1", "127.0.0.1:" + silent.address().getPort())));
      HttpAnswer answer = ask("/v1/nodes");

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers().first("Transfer-Encoding")).isEmpty();
    }
  }

  @Test
  void aPrimaryThatEndsInBetweenMayHaveMadeTheChange() throws Exception {
    try (ServerSocket primary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread ending = Thread.ofVirtual().start(() -> hangUp(primary));
      serve(Optional.of(new Peer("c1", "127.0.0.1:" + primary.getLocalPort())));
      HttpAnswer answer =
          client.send(running().authorized(HttpCall.postJson(uri("/v1/nodes/n1/drain"), Map.of())));
      ending.join();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("it is not known whether the change was made");
      assertThat(answer.headers().first("Retry-After")).isEmpty();
    }
  }

  @Test
  void aPrimaryThatAnotherOneHasFollowedIsNotWaitedFor() throws Exception {
    try (ServerSocket cutOff = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PlayedLedger ledger =
          serve(Optional.of(new Peer("c1", "127.0.0.1:" + cutOff.getLocalPort())));
      Thread electing = Thread.ofVirtual().start(() -> elect(cutOff, ledger));
      HttpAnswer answer = ask("/v1/nodes");
      electing.join();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().first("Retry-After")).contains("1");
    }
  }

  /// As soon as the old primary is asked, there is a new one.
  private void elect(ServerSocket cutOff, PlayedLedger ledger) {
    try (Socket caller = cutOff.accept()) {
      ledger.become(PlayedLedger.secondary(Optional.of(new Peer("c3", "127.0.0.1:1"))));
      follower.orElseThrow().runOnce();
      assertThat(caller.getInputStream().readAllBytes()).startsWith('G');
    } catch (IOException e) {
      throw new UncheckedIOException("nobody came", e);
    }
  }

  private static void hangUp(ServerSocket primary) {
    try (Socket caller = primary.accept()) {
      assertThat(caller.getInputStream().read()).isEqualTo('P');
    } catch (IOException e) {
      throw new UncheckedIOException("nobody came", e);
    }
  }

  private static HttpServerConfig local() {
    return HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Test
  void nobodyIsLetInWhomThePrimaryWouldNotLetIn() throws IOException {
    assertThat(client.send(HttpCall.get(uri("/v1/nodes"))).status()).isEqualTo(401);
  }

  @Test
  void whatMayBeStaleIsAnsweredHere() throws Exception {
    assertThat(ask("/v1/nodes?stale=true").text()).isEqualTo("from here");
    assertThat(ask("/readyz").text()).isEqualTo("from here");
  }

  @Test
  void whatWasForwardedOnceIsNotForwardedAgain() throws Exception {
    HttpCall forwarded = running().authorized(HttpCall.get(uri("/v1/nodes")));

    assertThat(client.send(forwarded.with("x-weftline-forwarded", "1")).status()).isEqualTo(503);
  }

  @Test
  void aDeadPrimaryIsAnOutage() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    serve(Optional.of(new Peer("c1", "127.0.0.1:" + port)));

    HttpAnswer answer = ask("/v1/nodes");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("The primary c1 does not answer");
    assertThat(answer.headers().first("Retry-After")).contains("1");
  }

  @Test
  void withoutAPrimaryItSaysSo() throws Exception {
    serve(Optional.empty());

    assertThat(ask("/v1/nodes").text()).contains("The controllers have no primary now.");
  }

  private RunningApi running() {
    return primary.orElseThrow();
  }

  private HttpAnswer ask(String path) throws IOException {
    return client.send(running().authorized(HttpCall.get(uri(path))));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + secondary.orElseThrow().address().getPort() + path);
  }
}
