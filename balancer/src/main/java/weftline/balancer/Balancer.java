package weftline.balancer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.BalancerReport;
import weftline.model.BalancerReport.PortTaken;
import weftline.model.Generation;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Route;
import weftline.net.PortOwner;

/// Makes a routing table true: one listener for each route, each new connection to one backend that
/// may take it. Connections that stand are never cut by a new table.
public final class Balancer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);

  private final BalancerConfig config;
  private final List<Loop> loops;
  private final Rotation rotation;
  private final Traffic traffic;
  private final AtomicInteger nextLoop = new AtomicInteger();
  private final Map<InetSocketAddress, Entrance> entrances = new HashMap<>();
  private final Map<InetSocketAddress, PortTaken> taken = new HashMap<>();
  private boolean retrying;
  private boolean full;

  private Balancer(
      BalancerConfig config, List<Loop> loops, ThreadFactory threads, LongSupplier nanos) {
    this.config = config;
    this.loops = loops;
    this.rotation = new Rotation(config.preference(), new Prober(loops.getFirst(), threads), nanos);
    this.traffic = rotation.traffic(config);
  }

  /// Starts the loops; nothing is listened on until the first table.
  ///
  /// @param threads makes one platform or virtual thread for each loop and each probe
  /// @param nanos a clock that never goes back, such as [System#nanoTime]
  public static Balancer open(BalancerConfig config, ThreadFactory threads, LongSupplier nanos)
      throws IOException {
    List<Loop> loops = new ArrayList<>();
    for (int index = 0; index < config.loops(); index++) {
      loops.add(Loop.open(nanos));
    }
    loops.forEach(loop -> threads.newThread(loop).start());
    return new Balancer(config, List.copyOf(loops), threads, nanos);
  }

  /// Follows the table unless a newer one is followed already. New connections go by the new table
  /// when this returns.
  public synchronized void converge(RoutingTable newer) {
    if (rotation.follow(newer)) {
      Map<InetSocketAddress, Route> routes = rotation.routes();
      closeAllBut(routes);
      taken.keySet().retainAll(routes.keySet());
      listen();
    }
  }

  public Generation applied() {
    return rotation.applied();
  }

  public synchronized BalancerReport report() {
    List<PortTaken> ports =
        taken.values().stream()
            .sorted(Comparator.comparing(PortTaken::address).thenComparingInt(PortTaken::port))
            .toList();
    return rotation.report(config.id(), ports);
  }

  /// Ends all connections.
  @Override
  public synchronized void close() {
    entrances.values().forEach(Entrance::close);
    entrances.clear();
    loops.forEach(Loop::close);
  }

  private void closeAllBut(Map<InetSocketAddress, Route> routes) {
    entrances
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !routes.containsKey(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
  }

  private void listen() {
    for (InetSocketAddress address : rotation.routes().keySet()) {
      if (!entrances.containsKey(address)) {
        listen(address);
      }
    }
    if (!taken.isEmpty() && !retrying) {
      retrying = true;
      loops.getFirst().execute(() -> loops.getFirst().after(config.portPause(), this::listenAgain));
    }
  }

  private void listen(InetSocketAddress address) {
    try {
      entrances.put(
          address, Entrance.listen(address, loops.getFirst(), client -> admit(client, address)));
      taken.remove(address);
    } catch (IOException e) {
      if (!taken.containsKey(address)) {
        String owner = PortOwner.of(address.getPort()).orElse("");
        taken.put(address, new PortTaken(address.getHostString(), address.getPort(), owner));
        LOG.atWarn()
            .addKeyValue("address", address)
            .addKeyValue("owner", owner)
            .addKeyValue("cause", e.getMessage())
            .log("cannot listen, will go on trying");
      }
    }
  }

  private synchronized void listenAgain() {
    retrying = false;
    listen();
  }

  private void admit(SocketChannel client, InetSocketAddress entrance) {
    if (!traffic.tryEnter()) {
      Sockets.reset(client);
      warnFull();
      return;
    }
    full = false;
    try {
      Sockets.prepare(client);
    } catch (IOException e) {
      Sockets.reset(client);
      traffic.left();
      return;
    }
    Loop loop = loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
    loop.execute(() -> new Arrival(traffic, loop, client, entrance).seek());
  }

  /// Once for each time that the limit is reached. Called by the accepting loop alone.
  private void warnFull() {
    if (!full) {
      full = true;
      LOG.atWarn()
          .addKeyValue("max", config.connectionsMax())
          .log("connections are at their limit, clients are turned away");
    }
  }
}
