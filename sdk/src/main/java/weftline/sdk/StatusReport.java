package weftline.sdk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Tells the fabric how the role is. A report is a lease: it holds until it expires.
final class StatusReport {
  static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private final UUID client = UUID.randomUUID();

  /// What a role can say of itself, in the words of the protocol.
  enum Status {
    READY("Started"),
    BUSY("Busy"),
    RECYCLE("Recycle"),
    STOPPED("Stopped");

    private final String word;

    Status(String word) {
      this.word = word;
    }
  }

  void acquire(Documents.Goal goal, Status status, Instant expiration) throws IOException {
    String acquire =
        "<Acquire><Incarnation>%d</Incarnation><Status>%s</Status><Expiration>%s</Expiration></Acquire>"
            .formatted(goal.incarnation(), status.word, expiration.truncatedTo(ChronoUnit.MILLIS));
    send(goal.statePipe(), acquire);
  }

  void release(Documents.Goal goal) throws IOException {
    send(goal.statePipe(), "<Release/>");
  }

  /// One write of less than a pipe's atomic size, so two reporters never mix.
  private void send(Path pipe, String lease) throws IOException {
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CurrentState><StatusLease ClientId=\"%s\">%s</StatusLease></CurrentState>"
            .formatted(client, lease);
    try (OutputStream stream = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      stream.write(document.getBytes(StandardCharsets.UTF_8));
    }
  }
}
