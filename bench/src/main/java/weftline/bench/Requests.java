package weftline.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Makes requests as the official clients do: the same headers, a signature in the query.
record Requests(String host, String signature) {
  private static final String VERSION = "2021-12-02";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  static Requests to(int port) {
    return new Requests("127.0.0.1:" + port, AccountSignature.query());
  }

  ByteBuffer[] get(String pathAndQuery, String... headers) {
    return of("GET", pathAndQuery, NOTHING, headers);
  }

  ByteBuffer[] delete(String pathAndQuery) {
    return of("DELETE", pathAndQuery, NOTHING);
  }

  ByteBuffer[] put(String pathAndQuery, ByteBuffer body, String... headers) {
    return of("PUT", pathAndQuery, body, headers);
  }

  ByteBuffer[] post(String pathAndQuery, String body, String... headers) {
    return of("POST", pathAndQuery, ByteBuffer.wrap(bytes(body)), headers);
  }

  private ByteBuffer[] of(String method, String pathAndQuery, ByteBuffer body, String... headers) {
    StringBuilder head = new StringBuilder(1_024);
    char joint = pathAndQuery.indexOf('?') < 0 ? '?' : '&';
    head.append(method)
        .append(" /")
        .append(AccountSignature.ACCOUNT)
        .append(pathAndQuery)
        .append(joint)
        .append(signature)
        .append(" HTTP/1.1\r\nHost: ")
        .append(host)
        .append("\r\nx-ms-version: ")
        .append(VERSION)
        .append("\r\nUser-Agent: azsdk-java-bench/1.0\r\nx-ms-client-request-id: ")
        .append(new UUID(System.nanoTime(), head.hashCode()));
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    if (body.hasRemaining() || !method.equals("GET")) {
      head.append("\r\nContent-Length: ").append(body.remaining());
    }
    head.append("\r\n\r\n");
    return new ByteBuffer[] {ByteBuffer.wrap(bytes(head.toString())), body.duplicate()};
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
