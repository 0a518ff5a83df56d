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

  /// Connections that the system holds until they are accepted.
  private static final int BACKLOG = 1_024;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final HttpServer server;
  private final Traffic traffic;

  private GentleServer(HttpServer server, Traffic traffic) {
    this.server = server;
    this.traffic = traffic;
  }

  static GentleServer start(InetSocketAddress address, HttpHandler handler) throws IOException {
    return start(address, handler, QUIET);
  }

  /// @param quiet how long nobody must have asked before the server stops
  static GentleServer start(InetSocketAddress address, HttpHandler handler, Duration quiet)
      throws IOException {
    var gentle = new GentleServer(HttpServer.create(address, BACKLOG), new Traffic(quiet));
    gentle.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gentle.server.createContext("/", handler).getFilters().add(gentle.traffic);
    gentle.server.start();
    return gentle;
  }

  InetSocketAddress address() {
    return server.getAddress();
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
    private final Duration quiet;
    private volatile boolean leaving;
    private int inFlight;
    private long lastSeen = System.nanoTime();

    Traffic(Duration quiet) {
      this.quiet = quiet;
    }

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
      return inFlight == 0 && System.nanoTime() - lastSeen > quiet.toNanos();
    }

    private synchronized void count(int change) {
      inFlight += change;
      lastSeen = System.nanoTime();
    }
  }
}
