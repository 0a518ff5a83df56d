package weftline.balancer;

import java.util.concurrent.atomic.AtomicInteger;

/// What all clients of one balancer share: where they may go, and how many there may be.
final class Traffic {
  private final BalancerConfig config;
  private final Backends backends;
  private final OpenConnections connections;
  private final Tries tries;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();

  Traffic(BalancerConfig config, Backends backends, OpenConnections connections, Tries tries) {
    this.config = config;
    this.backends = backends;
    this.connections = connections;
    this.tries = tries;
  }

  BalancerConfig config() {
    return config;
  }

  Backends backends() {
    return backends;
  }

  OpenConnections connections() {
    return connections;
  }

  Tries tries() {
    return tries;
  }

  /// Whether there is room for one more client, who is then counted until he has [#left].
  boolean tryEnter() {
    return tryCount(clients, config.connectionsMax());
  }

  void left() {
    clients.decrementAndGet();
  }

  /// Whether one more client may wait, who is then counted until his [#release].
  boolean tryHold() {
    return tryCount(held, config.heldMax());
  }

  void release() {
    held.decrementAndGet();
  }

  private static boolean tryCount(AtomicInteger count, int max) {
    if (count.incrementAndGet() <= max) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }
}
