package weftline.net;

import java.io.IOException;
import java.io.InputStream;

/// What a server answers, with a body that is still on its way. Must be closed.
public record StreamedAnswer(int status, Headers headers, InputStream body)
    implements AutoCloseable {
  /// Whether the status is 2xx.
  public boolean ok() {
    return status / 100 == 2;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
