package weftline.balancer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import weftline.model.LoadBalancerProbe;
import weftline.model.RoutingTable.Backend;

/// One question to one backend: does it accept (`tcp`), or does it answer 200 (`http`)?
///
/// @param path what to ask for; empty means that accepting is answer enough
/// @param patience how long each step of the answer may take
record ProbeQuestion(InetSocketAddress address, String path, Duration patience) {
  /// The length of `HTTP/1.1 200`.
  private static final int STATUS_BYTES = 12;

  static ProbeQuestion of(Backend backend, LoadBalancerProbe probe) {
    boolean http = probe.protocol().equalsIgnoreCase("http");
    Duration patience =
        probe.timeout().compareTo(probe.interval()) < 0 ? probe.timeout() : probe.interval();
    return new ProbeQuestion(
        new InetSocketAddress(backend.address(), probe.port().orElse(backend.port())),
        http ? probe.path().orElse("/") : "",
        patience);
  }

  /// Blocks until the answer is known.
  boolean ask() {
    int patienceMillis = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    try (Socket socket = new Socket()) {
      socket.connect(address, patienceMillis);
      socket.setSoTimeout(patienceMillis);
      return path.isEmpty() || answersWell(socket);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean answersWell(Socket socket) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: weftline-probe\r\nConnection: close\r\n\r\n"
            .formatted(path, address.getHostString(), address.getPort());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String status = new String(in.readNBytes(STATUS_BYTES), StandardCharsets.US_ASCII);
    return status.matches("HTTP/1\\.[01] 200");
  }
}
