import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A web role: answers every request with a greeting and the name of the instance that gives it.
public class Web {
  public static void main(String[] arguments) throws IOException {
    var environment = System.getenv();
    var address = environment.getOrDefault("ADDRESS", "127.0.0.1");
    var port = Integer.parseInt(environment.getOrDefault("PORT", "8080"));
    var greeting = environment.getOrDefault("GREETING", "Hello");
    var instance = environment.getOrDefault("RoleInstanceID", "nobody");

    var server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var page = (greeting + " from " + instance + "\n").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          try (var out = exchange.getResponseBody()) {
            out.write(page);
          }
        });
    // Asked to stop: finish what has begun.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
    server.start();
    System.out.println(instance + " listens on " + address + ":" + port);
  }
}
