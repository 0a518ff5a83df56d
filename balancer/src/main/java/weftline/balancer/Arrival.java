package weftline.balancer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;

/// A client that has no backend yet: tries one after the other, waits a while if there is none, and
/// is turned away after that.
final class Arrival {
  private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

  private final Traffic traffic;
  private final Loop loop;
  private final SocketChannel client;
  private final InetSocketAddress entrance;
  private final Set<Backend> tried = new HashSet<>();
  private final long deadline;
  private boolean held;

  Arrival(Traffic traffic, Loop loop, SocketChannel client, InetSocketAddress entrance) {
    this.traffic = traffic;
    this.loop = loop;
    this.client = client;
    this.entrance = entrance;
    this.deadline = loop.now() + traffic.config().holdTime().toNanos();
  }

  void seek() {
    Optional<Backend> next = traffic.backends().choose(entrance, tried);
    if (next.isPresent()) {
      tried.add(next.get());
      connect(next.get());
    } else {
      hold();
    }
  }

  private void hold() {
    boolean routed = traffic.backends().route(entrance).isPresent();
    boolean late = loop.now() - deadline >= 0;
    if (!routed || late || !(held || traffic.tryHold())) {
      turnAway();
      return;
    }
    held = true;
    tried.clear();
    loop.after(RETRY_PAUSE, this::seek);
  }

  private void connect(Backend backend) {
    traffic.connections().opened(backend.instance());
    traffic.tries().tried(backend.instance());
    try {
      SocketChannel channel = SocketChannel.open();
      Attempt attempt = new Attempt(backend, channel);
      try {
        attempt.begin();
      } catch (IOException e) {
        attempt.refused();
      }
    } catch (IOException e) {
      // No file descriptor is left for the backend's side.
      traffic.connections().closed(backend.instance());
      turnAway();
    }
  }

  private void join(Backend backend, SocketChannel channel) throws IOException {
    Splice splice =
        new Splice(
            loop,
            new Splice.Ends(client, channel),
            greeting(),
            traffic.config().idleTimeout(),
            brokenByBackend -> {
              if (brokenByBackend) {
                failed(backend);
              }
              traffic.left();
              traffic.connections().closed(backend.instance());
            });
    leaveHold();
    splice.start();
  }

  /// One that is out of rotation may go as it likes.
  private void failed(Backend backend) {
    if (traffic.backends().serves(entrance, backend)) {
      traffic.tries().failed(backend.instance());
    }
  }

  private ByteBuffer greeting() throws IOException {
    boolean wanted = traffic.backends().route(entrance).map(Route::proxyProtocol).orElse(false);
    return wanted
        ? ProxyHeader.of(
            (InetSocketAddress) client.getRemoteAddress(),
            (InetSocketAddress) client.getLocalAddress())
        : ByteBuffer.allocate(0);
  }

  private void turnAway() {
    leaveHold();
    Sockets.reset(client);
    traffic.left();
  }

  private void leaveHold() {
    if (held) {
      held = false;
      traffic.release();
    }
  }

  /// One try to reach one backend.
  private final class Attempt implements Loop.Ready {
    private final Backend backend;
    private final SocketChannel channel;
    private final Loop.Timer timer;

    Attempt(Backend backend, SocketChannel channel) {
      this.backend = backend;
      this.channel = channel;
      this.timer = loop.after(traffic.config().connectTimeout(), this::refused);
    }

    void begin() throws IOException {
      Sockets.prepare(channel);
      var address = new InetSocketAddress(backend.address(), backend.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException(backend.address());
      }
      if (channel.connect(address)) {
        connected();
      } else {
        loop.register(channel, SelectionKey.OP_CONNECT, this);
      }
    }

    @Override
    public void ready(SelectionKey key) {
      try {
        if (channel.finishConnect()) {
          connected();
        }
      } catch (IOException e) {
        refused();
      }
    }

    /// The table may have changed since this backend was chosen; a backend that is out of service
    /// is not given the client.
    private void connected() throws IOException {
      boolean itself = channel.getLocalAddress().equals(channel.getRemoteAddress());
      if (itself || !traffic.backends().serves(entrance, backend)) {
        fail();
        return;
      }
      loop.cancel(timer);
      traffic.backends().trust(backend);
      join(backend, channel);
    }

    private void refused() {
      failed(backend);
      fail();
    }

    private void fail() {
      loop.cancel(timer);
      Sockets.reset(channel);
      traffic.connections().closed(backend.instance());
      traffic.backends().suspect(backend);
      seek();
    }
  }
}
