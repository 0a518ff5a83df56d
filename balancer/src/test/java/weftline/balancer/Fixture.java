package weftline.balancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import weftline.model.BalancerId;
import weftline.model.Generation;
import weftline.model.LoadBalancerProbe;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// A balancer with real sockets, and the words in which its tests speak to it.
final class Fixture implements AutoCloseable {
  static final int PATIENCE_MILLIS = 20_000;

  private final Balancer balancer;
  private final List<TestBackend> backends = new ArrayList<>();
  private long generation;

  Fixture(BalancerConfig config) throws IOException {
    balancer = Balancer.open(config, Thread.ofVirtual().factory(), System::nanoTime);
  }

  static BalancerConfig config() {
    return BalancerConfig.defaults(new BalancerId("lb"));
  }

  Balancer balancer() {
    return balancer;
  }

  TestBackend add(TestBackend backend) {
    backends.add(backend);
    return backend;
  }

  void route(Route... routes) {
    balancer.converge(new RoutingTable(new Generation(++generation), List.of(routes)));
  }

  static Route route(int port, Backend... backends) {
    return new Route(
        "127.0.0.1",
        port,
        "tcp",
        new ServiceName("shop"),
        Slot.PRODUCTION,
        "in",
        Arrays.asList(backends),
        Optional.empty(),
        false);
  }

  static Route withProxyProtocol(Route route) {
    return with(route, Optional.empty(), true);
  }

  static Route withProbe(Route route, String protocol, Duration interval, Duration timeout) {
    var probe =
        new LoadBalancerProbe(
            "probe", protocol, Optional.of("/healthz"), Optional.empty(), interval, timeout);
    return with(route, Optional.of(probe), false);
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /// Which of the telling backends answers a new connection.
  static int ask(int port) throws IOException {
    try (Socket socket = connect(port)) {
      return socket.getInputStream().read() - '0';
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    balancer.close();
    for (TestBackend backend : backends) {
      backend.close();
    }
  }

  private static Route with(Route route, Optional<LoadBalancerProbe> probe, boolean proxyProtocol) {
    return new Route(
        route.address(),
        route.port(),
        route.protocol(),
        route.service(),
        route.slot(),
        route.endpoint(),
        route.backends(),
        probe,
        proxyProtocol);
  }
}
