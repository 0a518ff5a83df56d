package weftline.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection to a server of this process: the least that can ask it something, so that what the
/// Java machine sees is the server at work and not its client.
final class RehearsalConnection implements AutoCloseable {
  private static final int HEAD_BYTES_MAX = 16 << 10;
  private static final String LENGTH = "\r\ncontent-length:";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RehearsalConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static RehearsalConnection to(InetSocketAddress server) throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    return new RehearsalConnection(socket);
  }

  /// Asks, and gives the body of the answer, which must be one of success.
  ///
  /// @param head method, path and headers, each line ended
  String ask(String head, byte[] body) throws IOException {
    String length = "Content-Length: " + body.length + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length + 32);
    request.writeBytes((head + length).getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    request.writeTo(out);
    String answer = readHead();
    String content = new String(in.readNBytes(length(answer)), StandardCharsets.UTF_8);
    if (!answer.startsWith("HTTP/1.1 2")) {
      throw new IOException("The server answered: " + answer + content);
    }
    return content;
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || head.length() == HEAD_BYTES_MAX) {
        throw new EOFException("The answer breaks off: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    int from = at + LENGTH.length();
    return at < 0 ? 0 : Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
