package weftline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import weftline.agent.Gatherer;
import weftline.agent.NeighbourApi;
import weftline.agent.ReportDoor;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// The server of a node whose neighbours report through it; started when the first is to come.
final class NeighbourDoor implements ReportDoor {
  private final HttpServerConfig config;
  private Optional<Network> network = Optional.empty();
  private Optional<HttpServer> server = Optional.empty();

  NeighbourDoor(HttpServerConfig config) {
    this.config = config;
  }

  @Override
  public synchronized String open(Gatherer gatherer) throws IOException {
    Network opened = Network.open();
    network = Optional.of(opened);
    NeighbourApi api = new NeighbourApi(gatherer, opened.workers());
    HttpServer listening =
        HttpServer.listen(opened, config, new Router(api.routes(), (_, _) -> Response.of(404)));
    server = Optional.of(listening);
    InetSocketAddress address = listening.address();
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort());
  }

  synchronized void close() {
    server.ifPresent(HttpServer::close);
    network.ifPresent(Network::close);
    server = Optional.empty();
    network = Optional.empty();
  }
}
