package weftline.storage.compatibility;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;

/// A client that says exactly what it is told to, with a signature, and reads answers one by one.
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private final URI endpoint;
  private final Socket socket;
  private final InputStream in;

  RawClient(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// The target of a request about something in the account.
  String target(String pathAndQuery) {
    Sas sas = new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY));
    String signature = sas.forAccount("bqt", "sco", "rwdlacup", Instant.now().plusSeconds(3_600));
    String separator = pathAndQuery.contains("?") ? "&" : "?";
    return endpoint.getRawPath() + "/" + pathAndQuery + separator + signature;
  }

  /// As a client names it that believes in a proxy.
  String absolute(String pathAndQuery) {
    return "http://" + endpoint.getRawAuthority() + target(pathAndQuery);
  }

  /// A request of the newer protocol.
  ///
  /// @param headers in lines
  static String request(String method, String target, String headers, String body) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s"
        .formatted(method, target, headers.replace("\n", "\r\n"), body);
  }

  static String chunked(String body) {
    String length = Integer.toHexString(body.length());
    return length + "\r\n" + body + "\r\n0\r\n\r\n";
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /// The head of the next answer, and its body if its length is said.
  String answer() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    return length.find()
        ? head
            + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
        : head;
  }

  /// The head alone.
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
