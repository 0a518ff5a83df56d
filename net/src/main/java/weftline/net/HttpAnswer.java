package weftline.net;

import java.nio.charset.StandardCharsets;

/// What a server answered, with its whole body.
public record HttpAnswer(int status, Headers headers, byte[] body) {
  /// Whether the status is 2xx.
  public boolean ok() {
    return status / 100 == 2;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
