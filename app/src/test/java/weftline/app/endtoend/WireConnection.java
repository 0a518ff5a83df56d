package weftline.app.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP connection that hides nothing: it never retries and never reconnects by itself, so
/// whatever goes wrong between here and the service is seen.
final class WireConnection implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final InputStream in;
  private final String authority;
  private boolean reusable = true;

  private WireConnection(Socket socket, String authority) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.authority = authority;
  }

  static WireConnection open(URI base) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return new WireConnection(socket, base.getAuthority());
  }

  /// Asks once on a connection of its own.
  static Answer once(URI base, String method, String path, String form) throws IOException {
    try (WireConnection connection = open(base)) {
      return connection.ask(method, path, form);
    }
  }

  Answer ask(String method, String path, String form) throws IOException {
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        %s %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        \r
        """
            .formatted(method, path, authority, body.length);
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    return answer();
  }

  /// Whether the server has not asked to come back on another connection.
  boolean reusable() {
    return reusable;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer answer() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    reusable = !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException(
          "the answer ended after %d of %d bytes".formatted(body.length, length));
    }
    return new Answer(
        Integer.parseInt(status.substring(9, 12)),
        headers.getOrDefault("location", ""),
        new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended before the answer did");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).stripTrailing();
  }

  /// What came back.
  record Answer(int status, String location, String body) {}
}
