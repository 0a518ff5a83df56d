package weftline.controller.api;

import java.io.IOException;
import java.io.OutputStream;
import weftline.net.Json;
import weftline.net.Response;

/// The few forms that answers of the management API have.
final class Answers {
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  private Answers() {}

  static Response json(Object value) {
    return json(200, value);
  }

  static Response json(int status, Object value) {
    return Response.of(status, JSON, Json.write(value));
  }

  /// JSON values, one in a line. An empty line says that the connection still lives.
  static Response lines(Lines lines) {
    return Response.stream(
            200,
            LINES,
            out -> {
              try {
                lines.write(out);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the program stops; so does the stream
              }
            })
        .with("Cache-Control", "no-store");
  }

  static void heartbeat(OutputStream out) throws IOException {
    out.write('\n');
    out.flush();
  }

  /// Writes the lines of a stream; may wait for more of them.
  @FunctionalInterface
  interface Lines {
    void write(OutputStream out) throws IOException, InterruptedException;
  }
}
