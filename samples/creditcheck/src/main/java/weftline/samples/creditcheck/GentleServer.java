package weftline.samples.creditcheck;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// An HTTP server that leaves without failing anybody. Once it is told to, each answer asks its
/// client to come back on another connection, where the balancer gives him another instance; when
/// nobody has asked for a while, it stops.
final class GentleServer {
  /// Longer than a client with something to say leaves a connection silent.
  private static final Duration QUIET = Duration.ofSeconds(3);

  /// Shorter than the fabric waits before it ends the process.
  private static final Duration LEAVING_MAX = Duration.ofSeconds(25);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final HttpServer server;
  private final Traffic traffic = new Traffic();

  private GentleServer(HttpServer server) {
    this.server = server;
  }

  static GentleServer start(InetSocketAddress address, HttpHandler handler) throws IOException {
    var gentle = new GentleServer(HttpServer.create(address, 1_024));
    gentle.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gentle.server.createContext("/", handler).getFilters().add(gentle.traffic);
    gentle.server.start();
    return gentle;
  }

  /// Returns when the last request is answered.
  void leave() {
    traffic.leaving = true;
    long begin = System.nanoTime();
    while (!traffic.isQuiet() && System.nanoTime() - begin < LEAVING_MAX.toNanos()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    server.stop(1);
  }

  /// Sees every request begin and end.
  private static final class Traffic extends Filter {
    private volatile boolean leaving;
    private int inFlight;
    private long lastSeen = System.nanoTime();

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      count(1);
      try (exchange) {
        if (leaving) {
          exchange.getResponseHeaders().set("Connection", "close");
        }
        chain.doFilter(exchange);
      } finally {
        count(-1);
      }
    }

    @Override
    public String description() {
      return "counts requests";
    }

    synchronized boolean isQuiet() {
      return inFlight == 0 && System.nanoTime() - lastSeen > QUIET.toNanos();
    }

    private synchronized void count(int change) {
      inFlight += change;
      lastSeen = System.nanoTime();
    }
  }
}
