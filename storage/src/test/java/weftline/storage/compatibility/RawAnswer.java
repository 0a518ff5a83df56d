package weftline.storage.compatibility;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// What came back for a request that was sent without a library.
record RawAnswer(HttpResponse<byte[]> response) {
  /// The answer, if it has this status.
  RawAnswer expect(int status) {
    if (response.statusCode() != status) {
      throw new UnexpectedException(response.statusCode(), text());
    }
    return this;
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return response.body();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// Says which status came instead.
  static final class UnexpectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    UnexpectedException(int status, String body) {
      super(status + " " + body);
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
