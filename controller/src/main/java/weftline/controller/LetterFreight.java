package weftline.controller;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import weftline.net.HttpCall;
import weftline.net.HttpClient;

/// Brings large letters to one controller, one after the other. While one is on its way only the
/// newest of the others waits.
final class LetterFreight {
  private static final Duration CALL_MAX = Duration.ofMinutes(2);

  private final HttpClient client;
  private final URI uri;
  private final MailLog log;
  private final BlockingQueue<Letter> next = new ArrayBlockingQueue<>(1);

  LetterFreight(HttpClient client, URI uri, MailLog log) {
    this.client = client;
    this.uri = uri;
    this.log = log;
  }

  void take(Letter letter) {
    while (!next.offer(letter)) {
      next.poll();
    }
  }

  /// Until interrupted.
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        carryWhateverHappens(next.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    }
  }

  /// One letter that cannot be written must not be the last one.
  private void carryWhateverHappens(Letter letter) {
    try {
      carry(letter);
    } catch (IOException e) {
      log.failed(e);
    } catch (RuntimeException | OutOfMemoryError e) {
      log.bug(e);
    }
  }

  private void carry(Letter letter) throws IOException {
    HttpCall call =
        HttpCall.post(uri, new HttpCall.Content.Bytes(Letter.bundle(List.of(letter))))
            .with("Content-Type", HttpMail.CONTENT_TYPE)
            .within(CALL_MAX);
    log.answered(client.send(call));
  }
}
