package weftline.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// One request that a client is to make.
///
/// @param timeout for the whole exchange; of a streamed answer, for its beginning only
public record HttpCall(String method, URI uri, Headers headers, Content content, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public static HttpCall get(URI uri) {
    return new HttpCall("GET", uri, Headers.EMPTY, new Content.None(), TIMEOUT);
  }

  public static HttpCall delete(URI uri) {
    return new HttpCall("DELETE", uri, Headers.EMPTY, new Content.None(), TIMEOUT);
  }

  public static HttpCall post(URI uri, Content content) {
    return new HttpCall("POST", uri, Headers.EMPTY, content, TIMEOUT);
  }

  public static HttpCall put(URI uri, Content content) {
    return new HttpCall("PUT", uri, Headers.EMPTY, content, TIMEOUT);
  }

  /// Posts a value as JSON.
  public static HttpCall postJson(URI uri, Object value) {
    return post(uri, new Content.Bytes(Json.write(value))).with("Content-Type", "application/json");
  }

  public HttpCall with(String header, String value) {
    return new HttpCall(method, uri, headers.with(header, value), content, timeout);
  }

  public HttpCall within(Duration newTimeout) {
    return new HttpCall(method, uri, headers, content, newTimeout);
  }

  HttpCall to(URI other) {
    return new HttpCall(method, other, headers, content, timeout);
  }

  /// Without the query, which may hold a signature, and without the headers, which may hold a
  /// token.
  @Override
  public String toString() {
    return "%s %s://%s%s".formatted(method, uri.getScheme(), uri.getAuthority(), uri.getRawPath());
  }

  /// What is sent after the headers.
  public sealed interface Content {
    record None() implements Content {}

    record Bytes(byte[] bytes) implements Content {}

    record File(Path file) implements Content {}

    /// A stream of known length; opened once for each attempt.
    record Stream(Source source, long length) implements Content {}
  }

  /// Opens what a streamed body is read from.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }
}
