package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;
import weftline.net.AddressBook;
import weftline.net.HttpClient;
import weftline.net.Json;
import weftline.net.Roster;

/// What goes over the wire, against a server that knows nothing of ours.
final class HttpControllerLinkTest {
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
  private final AtomicReference<String> known = new AtomicReference<>("");
  private int status = 200;
  private byte[] body = {};
  private HttpServer server;
  private HttpClient client;
  private HttpControllerLink link;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            sent.set(exchange.getRequestBody().readAllBytes());
            known.set(exchange.getRequestHeaders().getFirst(Roster.HEADER));
            exchange.getResponseHeaders().set(Roster.HEADER, "10.0.0.7:7400");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    client = HttpClient.open();
    var controller = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    link =
        new HttpControllerLink(client, AddressBook.of(List.of(controller)), new BalancerId("lb0"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void newerTableIsRead() throws IOException {
    var table = new RoutingTable(new Generation(9), List.of());
    body = Json.write(table);

    assertThat(link.routes(new Generation(8), Duration.ofSeconds(30))).contains(table);
    assertThat(asked.get()).isEqualTo("GET /balancers/lb0/routes?after=8&wait=30");
  }

  @Test
  void nothingNewer() throws IOException {
    status = 204;

    assertThat(link.routes(new Generation(8), Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void hearsWhereTheControllersAre() throws IOException {
    status = 204;
    assertThat(link.routes(Generation.ZERO, Duration.ZERO)).isEmpty();
    assertThat(known.get()).isEqualTo("none");
    assertThat(link.routes(Generation.ZERO, Duration.ZERO)).isEmpty();
    assertThat(known.get()).isEqualTo("10.0.0.7:7400");
  }

  @Test
  void reportIsPosted() throws IOException {
    status = 204;
    var report = new BalancerReport(new BalancerId("lb0"), new Generation(9), List.of(), List.of());

    link.report(report);

    assertThat(asked.get()).isEqualTo("POST /balancers/lb0/report");
    assertThat(Json.read(sent.get(), BalancerReport.class)).isEqualTo(report);
  }

  @Test
  void refusalIsAnOutage() {
    status = 403;

    assertThatThrownBy(() -> link.routes(Generation.ZERO, Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403");
  }
}
