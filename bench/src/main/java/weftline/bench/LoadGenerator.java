package weftline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Drives a server over many connections from one thread, so that it takes little of the machine.
/// Every connection asks again as soon as it has its answer.
final class LoadGenerator {
  private static final int BUFFER_BYTES = 1 << 20;

  /// On a busy machine, warming up takes longer.
  private static final int WARM_UP_TIMES_MAX = 10;

  private final InetSocketAddress server;
  private final List<Script> scripts;
  private final DoubleSupplier cpuSeconds;
  private final long warmOperations;
  private Latencies latencies = new Latencies();
  private boolean ending;

  /// @param cpuSeconds what the server has used until now
  /// @param warmOperations how many it should have done before anything is measured
  LoadGenerator(
      InetSocketAddress server,
      List<Script> scripts,
      DoubleSupplier cpuSeconds,
      long warmOperations) {
    this.server = server;
    this.scripts = scripts;
    this.cpuSeconds = cpuSeconds;
    this.warmOperations = warmOperations;
  }

  static LoadGenerator of(Case each, Contestant server) {
    return new LoadGenerator(
        server.address(each.service()),
        each.scriptsFor(server),
        server::cpuSeconds,
        each.warmOperations());
  }

  /// Runs until all scripts are done.
  Load runAll() {
    return run(Duration.ZERO, Duration.ofDays(1));
  }

  /// Runs for that long; what the server needs to get warm is not counted.
  Load run(Duration warmUp, Duration measured) {
    List<Connection> connections = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (Script script : scripts) {
        connections.add(Connection.open(server, selector, script));
      }
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      for (Connection connection : connections) {
        connection.send();
      }
      warmUp(selector, connections, buffer, warmUp);
      latencies = new Latencies();
      double cpu = cpuSeconds.getAsDouble();
      long start = System.nanoTime();
      turn(selector, connections, buffer, start + measured.toNanos());
      long took = System.nanoTime() - start;
      Load load = new Load(latencies, took / 1e9, cpuSeconds.getAsDouble() - cpu);
      ending = true;
      turn(selector, connections, buffer, Long.MAX_VALUE);
      return load;
    } catch (IOException e) {
      throw new BenchException("the load broke off: " + e.getMessage(), e);
    } finally {
      connections.forEach(LoadGenerator::close);
    }
  }

  private void warmUp(
      Selector selector, List<Connection> connections, ByteBuffer buffer, Duration warmUp)
      throws IOException {
    for (int i = 0; i == 0 || (i < WARM_UP_TIMES_MAX && latencies.total() < warmOperations); i++) {
      turn(selector, connections, buffer, System.nanoTime() + warmUp.toNanos());
    }
  }

  private void turn(Selector selector, List<Connection> connections, ByteBuffer buffer, long until)
      throws IOException {
    while (System.nanoTime() - until < 0 && !(mayEnd() && isOver(connections))) {
      selector.select(Math.clamp((until - System.nanoTime()) / 1_000_000, 1L, 100L));
      for (SelectionKey key : selector.selectedKeys()) {
        serve(key, buffer);
      }
      selector.selectedKeys().clear();
    }
  }

  private boolean mayEnd() {
    return ending || scripts.getFirst().done();
  }

  private boolean isOver(List<Connection> connections) {
    return connections.stream().allMatch(each -> ending ? each.isBetween() : each.isDone());
  }

  private void serve(SelectionKey key, ByteBuffer buffer) throws IOException {
    Connection connection = (Connection) key.attachment();
    if (key.isWritable()) {
      connection.write();
    }
    if (!key.isReadable()) {
      return;
    }
    Optional<Long> nanos = connection.read(buffer);
    if (nanos.isPresent()) {
      latencies.add(nanos.get());
      if (!ending && !connection.isDone()) {
        connection.send();
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new BenchException("a connection does not close", e);
    }
  }
}
