import com.sun.net.httpserver.HttpServer;

/// A whole service: answers every request with a greeting and the name of the instance that gave it.
void main() throws IOException {
  var environment = System.getenv();
  var port = Integer.parseInt(environment.get("PORT"));
  var server = HttpServer.create(new InetSocketAddress(environment.get("ADDRESS"), port), 0);
  server.createContext(
      "/",
      exchange -> {
        try (exchange) {
          var text = "%s from %s\n".formatted(environment.get("GREETING"), environment.get("RoleInstanceID"));
          var answer = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
        }
      });
  Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
  server.start();
}
