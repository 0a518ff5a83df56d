package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Drives the JDK's own server.
class LoadGeneratorTest {
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Deque<String> messages = new ArrayDeque<>();
  private HttpServer server = start();

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          String body = path.endsWith("/messages") ? queue(exchange.getRequestMethod()) : path;
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          int status =
              switch (exchange.getRequestMethod()) {
                case "DELETE" -> 204;
                case "POST" -> 201;
                default -> path.endsWith("missing") ? 404 : 200;
              };
          exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
          exchange.getResponseBody().write(status == 204 ? new byte[0] : bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForEverythingOnAListOnce() {
    Iterator<ByteBuffer[]> list =
        IntStream.range(0, 100).mapToObj(i -> requests().get("/item" + i)).iterator();
    List<Script> scripts = List.of(new Once(list, 200), new Once(list, 200), new Once(list, 200));

    Load load = new LoadGenerator(server.getAddress(), scripts, () -> 0, 0).runAll();

    assertThat(load.latencies().total()).isEqualTo(100);
    assertThat(asked).hasSize(100).contains("/devstoreaccount1/item99");
  }

  @Test
  void repeatsUntilTheTimeIsOver() {
    double[] cpu = {1.0};
    List<Script> scripts =
        Stream.generate(() -> (Script) new Repeat(() -> requests().get("/x"), 200))
            .limit(4)
            .toList();

    Load load =
        new LoadGenerator(server.getAddress(), scripts, () -> cpu[0]++, 10)
            .run(Duration.ofMillis(1), Duration.ofMillis(50));

    assertThat(load.latencies().total()).isPositive();
    assertThat(load.seconds()).isGreaterThanOrEqualTo(0.05);
    assertThat(load.cpuSeconds()).isEqualTo(1.0);
    assertThat(load.perSecond()).isPositive();
  }

  @Test
  void aMessageIsPutTakenAndDeleted() {
    Load load =
        new LoadGenerator(server.getAddress(), List.of(new TakeAndDelete(requests())), () -> 0, 0)
            .run(Duration.ZERO, Duration.ofMillis(50));

    assertThat(load.latencies().total()).isPositive();
    assertThat(asked)
        .contains("/devstoreaccount1/bench/messages", "/devstoreaccount1/bench/messages/id1");
    assertThat(messages).isEmpty();
  }

  @Test
  void anUnexpectedAnswerEndsIt() {
    LoadGenerator generator =
        new LoadGenerator(
            server.getAddress(),
            List.of(new Repeat(() -> requests().get("/missing"), 200)),
            () -> 0,
            0);

    assertThatThrownBy(generator::runAll)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("expected 200, got 404");
  }

  private String queue(String method) {
    if (method.equals("POST")) {
      messages.add("<MessageId>id1</MessageId><PopReceipt>a+b</PopReceipt>");
      return "";
    }
    return messages.isEmpty() ? "<QueueMessagesList/>" : messages.remove();
  }

  private Requests requests() {
    return Requests.to(server.getAddress().getPort());
  }

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new BenchException("no server", e);
    }
  }
}
