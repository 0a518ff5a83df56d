package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import weftline.controller.QueueWatch;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.storage.Sas;

/// Asks an account of queue storage how many messages its queues hold.
///
/// @param account where the account's queues are
record QueueLengths(HttpClient client, URI account, Sas signer, InstantSource clock)
    implements QueueWatch.Lengths {
  private static final Duration SIGNED_FOR = Duration.ofHours(1);
  private static final Duration CALL_MAX = Duration.ofSeconds(5);
  private static final String COUNT = "x-ms-approximate-messages-count";
  private static final int NOT_FOUND = 404;

  @Override
  public Optional<Long> of(String queue) throws IOException {
    String query = signer.forAccount("q", "c", "r", clock.instant().plus(SIGNED_FOR));
    URI metadata = URI.create("%s/%s?comp=metadata&%s".formatted(account, queue, query));
    HttpAnswer answer = client.send(HttpCall.get(metadata).within(CALL_MAX));
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (!answer.ok()) {
      throw new IOException(
          "Queue storage answered %d at %s. See that --queues names the account of --blobs."
              .formatted(answer.status(), account));
    }
    return answer
        .headers()
        .first(COUNT)
        .filter(count -> count.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
