package weftline.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which a test says exactly what it wants, byte by byte.
final class RawConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  static RawConnection to(InetSocketAddress address) throws IOException {
    var socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return new RawConnection(socket, new BufferedInputStream(socket.getInputStream()));
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /// Reads until the text has come; fails at the end of the connection.
  String readUntil(String end) throws IOException {
    var text = new StringBuilder();
    while (!endsWith(text, end)) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed after: " + text);
      }
      text.append((char) octet);
    }
    return text.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.indexOf(end, from) >= 0;
  }

  /// The next octet, or -1 at the end.
  int read() throws IOException {
    return in.read();
  }

  String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
