package weftline.net;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP/1.1 server on all event loops of a network.
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int CHUNK_BYTES_MAX = 64 << 10;
  private static final int BACKLOG = 1_024;

  private final HttpServerConfig config;
  private final Dispatcher dispatcher;
  private final List<io.vertx.core.http.HttpServer> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private HttpServer(HttpServerConfig config, Dispatcher dispatcher) {
    this.config = config;
    this.dispatcher = dispatcher;
  }

  /// Listens, and returns when connections are taken. A port that somebody else has is a
  /// [BindException].
  public static HttpServer listen(Network network, HttpServerConfig config, Handler handler)
      throws IOException {
    var server = new HttpServer(config, new Dispatcher(network, handler));
    try {
      int port = freePort(config.address());
      var options = new DeploymentOptions().setInstances(network.loops());
      Network.await(network.vertx().deployVerticle(() -> new Listener(server, port), options));
    } catch (BindException e) {
      throw named(
          new BindException(
              "cannot listen on %s: port taken; stop what has it, or take another one"
                  .formatted(config.address())),
          e);
    } catch (IOException e) {
      throw new IOException("cannot listen on " + config.address() + ": " + e.getMessage(), e);
    }
    return server;
  }

  /// With the port that was really taken.
  public InetSocketAddress address() {
    return new InetSocketAddress(config.address().getAddress(), listeners.getFirst().actualPort());
  }

  /// Takes no more connections, lets requests under way end for as long as the limits say, then
  /// closes what is left.
  @Override
  public void close() {
    var closing = listeners.stream().map(listener -> listener.shutdown(config.limits().drain()));
    try {
      Network.await(Future.join(closing.toList()));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("address", config.address()).setCause(e).log("server not closed");
    }
  }

  /// Looks first, because Vert.x would let two servers of one process share a port without a word,
  /// and takes no "any port" for listeners that should share one.
  private static int freePort(InetSocketAddress address) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return probe.getLocalPort();
    }
  }

  private static BindException named(BindException named, Throwable cause) {
    named.initCause(cause);
    return named;
  }

  private HttpServerOptions options(int port) {
    var limits = config.limits();
    var options =
        new HttpServerOptions()
            .setHost(config.address().getAddress().getHostAddress())
            .setPort(port)
            .setAcceptBacklog(BACKLOG)
            .setTcpNoDelay(true)
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxInitialLineLength(limits.headerBytes())
            .setMaxChunkSize(CHUNK_BYTES_MAX)
            .setHttp2ClearTextEnabled(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setUseAlpn(false)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()));
    config.tls().ifPresent(tls -> tls.applyTo(options));
    return options;
  }

  private void admit(HttpConnection connection, Patience<HttpConnection> patience) {
    connection.closeHandler(nothing -> {
      connections.decrementAndGet();
      patience.stop(connection);
    });
    patience.begin(connection);
    if (connections.incrementAndGet() > config.limits().connections()) {
      LOG.atWarn().addKeyValue("address", config.address()).log("too many connections, one closed");
      connection.close();
    }
  }

  /// The server's share on one event loop.
  private static final class Listener extends VerticleBase {
    private final HttpServer server;
    private final int port;
    private final Patience<HttpConnection> patience = new Patience<>(HttpConnection::close);
    private final long pause;
    private final BodyWatch bodies;

    Listener(HttpServer server, int port) {
      this.server = server;
      this.port = port;
      var limits = server.config.limits();
      pause = Math.max(1, limits.idle().toMillis() / Patience.LOOKS_MAX);
      bodies = new BodyWatch(Math.max(1, pause * limits.bodyRate() / 1_000));
    }

    @Override
    public Future<?> start() {
      vertx.setPeriodic(
          pause,
          nothing -> {
            patience.look();
            bodies.look();
          });
      return vertx
          .createHttpServer(server.options(port))
          .connectionHandler(connection -> server.admit(connection, patience))
          .requestHandler(this::handle)
          .exceptionHandler(failure -> LOG.debug("connection failed", failure))
          .listen()
          .onSuccess(server.listeners::add);
    }

    private void handle(HttpServerRequest request) {
      HttpConnection connection = request.connection();
      patience.stop(connection);
      request.response().endHandler(nothing -> patience.begin(connection));
      server.dispatcher.handle(request, bodies);
    }
  }
}
