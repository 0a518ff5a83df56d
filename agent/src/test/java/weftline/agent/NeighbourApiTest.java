package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// A gatherer over real sockets, as its neighbours use it.
class NeighbourApiTest {
  private static final NodeId NEIGHBOUR = new NodeId("n2");

  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final FakeUplink uplink = new FakeUplink();
  private final HttpServer server;
  private final HttpControllerLink link;

  NeighbourApiTest() throws IOException {
    Gatherer gatherer = new Gatherer(Goals.NODE, uplink);
    server =
        HttpServer.listen(
            network,
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            new Router(
                new NeighbourApi(gatherer, network.workers()).routes(),
                (_, _) -> Response.of(404)));
    link = new HttpControllerLink(client, URI.create("http://127.0.0.1:1"));
  }

  /// The first request takes long, and neighbours have little patience.
  @BeforeEach
  void warmUp() throws IOException {
    client.send(
        HttpCall.postJson(URI.create("http://" + address() + "/nodes/n3/report"), report()));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    network.close();
  }

  @Test
  void passesAReportOn() throws IOException {
    assertThat(link.reportThrough(address(), report())).isTrue();
    assertThat(uplink.racks().getFirst().nodes()).containsExactly(NEIGHBOUR);
  }

  @Test
  void tellsAStrangerToJoin() throws IOException {
    uplink.doNotKnow(NEIGHBOUR);

    assertThat(link.reportThrough(address(), report())).isFalse();
  }

  @Test
  void saysWhenTheControllerCannotBeTold() {
    uplink.controllerIsDown(true);

    assertThatThrownBy(() -> link.reportThrough(address(), report()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
  }

  @Test
  void takesNoReportInAnothersName() throws IOException {
    URI uri = URI.create("http://" + address() + "/nodes/n3/report");

    assertThat(client.send(HttpCall.postJson(uri, report())).status()).isEqualTo(400);
  }

  @Test
  void takesNothingThatAnyPageInABrowserCanSend() throws IOException {
    URI uri = URI.create("http://" + address() + "/nodes/n2/report");
    HttpCall call =
        HttpCall.post(uri, new HttpCall.Content.Bytes(new byte[] {'{'}))
            .with("Content-Type", "text/plain");

    assertThat(client.send(call).status()).isEqualTo(415);
  }

  private String address() {
    return "127.0.0.1:" + server.address().getPort();
  }

  private static NodeReport report() {
    return new NodeReport(NEIGHBOUR, Generation.ZERO, List.of());
  }
}
