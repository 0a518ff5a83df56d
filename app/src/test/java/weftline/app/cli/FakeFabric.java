package weftline.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import weftline.net.Roster;

/// A management API that gives the answers it was told to give, and remembers what it was asked.
final class FakeFabric implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Queue<Answer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private String controllers = "";

  FakeFabric() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /// From now on answers tell where the controllers are.
  synchronized void tell(String newControllers) {
    controllers = newControllers;
  }

  /// As the fabric itself would tell of this one.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// One answer.
  private record Answer(int status, String body, boolean soon) {}

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The last of several answers is given again and again.
  synchronized void answer(String request, int status, String... bodies) {
    Queue<Answer> queue = answers.computeIfAbsent(request, _ -> new ArrayDeque<>());
    for (String body : bodies) {
      queue.add(new Answer(status, body, false));
    }
  }

  /// Nobody can decide now.
  synchronized void answerSoon(String request) {
    String body = "{\"error\": {\"message\": \"no primary now\"}}";
    answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(new Answer(503, body, true));
  }

  /// Requests with their bodies, uploads without.
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /// What came in place of a password, request by request.
  synchronized List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void see(HttpExchange exchange) {
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(shown::add);
  }

  private synchronized void tell(HttpExchange exchange) {
    if (!controllers.isEmpty()) {
      exchange.getResponseHeaders().set(Roster.HEADER, controllers);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    see(exchange);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = next(request, exchange.getRequestMethod().equals("POST") ? " " + body : "");
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    tell(exchange);
    if (answer.soon()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next(String request, String body) {
    asked.add(request + body);
    Queue<Answer> queue = answers.getOrDefault(request, new ArrayDeque<>());
    Answer answer = queue.size() > 1 ? queue.remove() : queue.peek();
    return answer == null
        ? new Answer(
            404,
            "{\"error\": {\"code\": \"NotFound\", \"message\": \"no answer for %s\"}}"
                .formatted(request),
            false)
        : answer;
  }
}
