package weftline.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that stays open, on which bodies are posted to one path: the next need not wait for
/// the answer to the last. Each is written where it is handed in, in one go, and the system takes
/// it at once, for no more may be unanswered than it keeps for a connection.
///
/// One thread posts at a time, and one hears the answers.
public final class PostConnection implements AutoCloseable {
  /// The longest body that can be posted.
  public static final int BODY_MAX = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(PostConnection.class);
  private static final int UNANSWERED_MAX = 32;

  /// The system keeps books in it, too.
  private static final int SEND_BUFFER_BYTES = 4 * BODY_MAX;

  private static final int HEAD_END = 16;
  private static final int HEAD_BYTES_MAX = 16 << 10;
  private static final int ANSWER_BYTES_MAX = 64 << 10;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] head;
  private final Queue<Posted> unanswered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unansweredBytes = new AtomicInteger();

  private PostConnection(Socket socket, URI uri, String contentType) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new BufferedInputStream(socket.getInputStream());
    this.head = head(uri, contentType);
  }

  /// @param patience for the connection, and then for each answer
  static PostConnection open(
      Optional<SSLContext> credentials, URI uri, String contentType, Duration patience)
      throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(patience.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSendBufferSize(SEND_BUFFER_BYTES);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), millis);
      socket.setSoTimeout(millis);
      Socket safe = credentials.isPresent() ? encrypted(credentials.get(), socket, uri) : socket;
      return new PostConnection(safe, uri, contentType);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Believes the one whose certificate is for that host.
  private static Socket encrypted(SSLContext credentials, Socket socket, URI uri)
      throws IOException {
    if (!(credentials.getSocketFactory().createSocket(socket, uri.getHost(), uri.getPort(), true)
        instanceof SSLSocket safe)) {
      throw new IOException("no TLS in this Java");
    }
    SSLParameters parameters = safe.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    safe.setSSLParameters(parameters);
    safe.startHandshake();
    return safe;
  }

  private static byte[] head(URI uri, String contentType) {
    return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: "
        .formatted(uri.getRawPath(), uri.getRawAuthority(), contentType)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether a body would be taken now; always if none is without its answer.
  public boolean hasRoom() {
    return unanswered.size() < UNANSWERED_MAX && unansweredBytes.get() < BODY_MAX;
  }

  /// Whether something has been posted and not been answered.
  public boolean awaitsAnswer() {
    return !unanswered.isEmpty();
  }

  /// Sends a body while there is room.
  public void post(byte[] body) throws IOException {
    if (!hasRoom() || body.length > BODY_MAX) {
      throw new IllegalStateException("no room for %d bytes".formatted(body.length));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + HEAD_END + body.length);
    whole.writeBytes(head);
    whole.writeBytes((body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    unanswered.add(new Posted(body.length));
    unansweredBytes.addAndGet(body.length);
    out.write(whole.toByteArray());
  }

  /// Waits for the next answer; for as long as it takes if nothing has been posted.
  public HttpAnswer answer() throws IOException {
    awaitFirstByte();
    HttpAnswer answer = read();
    Posted posted = unanswered.poll();
    if (posted == null) {
      throw new IOException("an answer to nothing");
    }
    unansweredBytes.addAndGet(-posted.bytes());
    return answer;
  }

  private void awaitFirstByte() throws IOException {
    for (boolean begun = false; !begun; ) {
      Optional<Posted> oldest = Optional.ofNullable(unanswered.peek());
      try {
        begun = begins();
      } catch (SocketTimeoutException e) {
        if (oldest.isPresent() && oldest.equals(Optional.ofNullable(unanswered.peek()))) {
          throw e;
        }
      }
    }
  }

  private boolean begins() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      throw new EOFException("the connection has been closed");
    }
    in.reset();
    return true;
  }

  private HttpAnswer read() throws IOException {
    String[] first = line(HEAD_BYTES_MAX).split(" ", 3);
    if (first.length < 2 || !first[0].equals("HTTP/1.1")) {
      throw new IOException("no answer of HTTP/1.1");
    }
    Headers headers = headers();
    int length = number(headers.first("Content-Length").orElse("0"));
    if (length > ANSWER_BYTES_MAX || headers.first("Transfer-Encoding").isPresent()) {
      throw new IOException("an answer that is too long");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the connection was closed within an answer");
    }
    return new HttpAnswer(number(first[1]), headers, body);
  }

  private Headers headers() throws IOException {
    Headers headers = Headers.EMPTY;
    int left = HEAD_BYTES_MAX;
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers = headers.with(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String line(int max) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.length() >= max) {
        throw new IOException("an answer without an end of its head");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  private static int number(String text) throws IOException {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IOException("no number: " + text);
    }
    return Integer.parseInt(text);
  }

  /// Whoever hears answers hears no more.
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection was not closed well", e);
    }
  }

  /// A body without its answer; no two are the same.
  private static final class Posted {
    private final int bytes;

    Posted(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }
  }
}
