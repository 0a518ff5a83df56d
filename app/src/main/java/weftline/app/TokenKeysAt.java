package weftline.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import weftline.storage.TokenKeySource;

/// The public keys of an issuer of tokens at a URL.
record TokenKeysAt(URI address) implements TokenKeySource {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BYTES_MAX = 1 << 20;
  private static final int OK = 200;

  /// A URL, or a file.
  static TokenKeySource of(String place) throws IOException {
    if (!place.contains("://")) {
      Path file = Path.of(place);
      if (!Files.isReadable(file)) {
        throw new IOException("cannot read the keys of tokens in " + file);
      }
      return () -> limited(Files.newInputStream(file));
    }
    URI address = URI.create(place);
    boolean safe =
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme())
                && InetAddress.getByName(address.getHost()).isLoopbackAddress());
    if (!safe) {
      throw new IOException("keys of tokens must come over https: " + place);
    }
    return new TokenKeysAt(address);
  }

  @Override
  public byte[] read() throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body = limited(answer.body());
      if (answer.statusCode() != OK) {
        throw new IOException(address + " answered " + answer.statusCode());
      }
      return body;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + address, e);
    }
  }

  private static byte[] limited(InputStream in) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new IOException("the set of token keys is too large");
      }
      return bytes;
    }
  }
}
