package weftline.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// A server on a free port of loopback with a network and a client of its own.
final class ServerFixture implements AutoCloseable {
  static final HttpLimits LIMITS = HttpLimits.DEFAULT.withDrain(Duration.ofMillis(100));

  final Network network = Network.open();
  final HttpClient client = HttpClient.open();
  final HttpServer server;

  private ServerFixture(HttpLimits limits, Handler handler) throws IOException {
    server = HttpServer.listen(network, onLoopback().withLimits(limits), handler);
  }

  static ServerFixture with(Handler handler) throws IOException {
    return new ServerFixture(LIMITS, handler);
  }

  static ServerFixture with(HttpLimits limits, Handler handler) throws IOException {
    return new ServerFixture(limits, handler);
  }

  /// Answers on a thread that may block.
  static ServerFixture blocking(Handler.Blocking handler) throws IOException {
    return new ServerFixture(
        LIMITS, Handler.blocking(command -> Thread.ofVirtual().start(command), handler));
  }

  static HttpServerConfig onLoopback() {
    return HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + pathAndQuery);
  }

  RawConnection connect() throws IOException {
    return RawConnection.to(server.address());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    network.close();
  }
}
