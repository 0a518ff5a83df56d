package weftline.bench.fabric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weftline.controller.MemoryPackages;
import weftline.controller.Reception;
import weftline.controller.api.NodeApi;
import weftline.model.RackAnswer;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Json;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// The controller's own server, and a client that costs next to nothing beside it.
final class RackWire implements RackBeat.Way, AutoCloseable {
  static final int CONNECTIONS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Network network = Network.open();
  private final HttpServer server;
  private final List<Socket> connections = new ArrayList<>();

  RackWire(Reception reception) throws IOException {
    NodeApi api = new NodeApi(reception, new MemoryPackages(), _ -> {}, network.workers());
    server =
        HttpServer.listen(
            network,
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            new Router(api.routes(), (_, _) -> Response.of(404)));
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      connections.add(socket);
    }
  }

  /// Asks on all connections, then hears what is answered on each.
  @Override
  public List<RackAnswer> send(List<RackBeat.Said> said) throws IOException {
    List<RackAnswer> answers = new ArrayList<>();
    for (int from = 0; from < said.size(); from += CONNECTIONS) {
      int count = Math.min(CONNECTIONS, said.size() - from);
      for (int i = 0; i < count; i++) {
        connections.get(i).getOutputStream().write(said.get(from + i).request());
      }
      for (int i = 0; i < count; i++) {
        answers.add(Json.read(answer(connections.get(i).getInputStream()), RackAnswer.class));
      }
    }
    return answers;
  }

  /// Nothing else is under way, so that what comes is the answer.
  private static byte[] answer(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] some = new byte[4 << 10];
    while (true) {
      int count = in.read(some);
      if (count < 0) {
        throw new IOException("the server has closed the connection");
      }
      head.write(some, 0, count);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0 && text.length() - end - 4 >= length(text.substring(0, end))) {
        return text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("an answer without a length: " + head));
  }

  @Override
  public void close() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
    server.close();
    network.close();
  }
}
