package weftline.controller;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import weftline.net.HttpClient;
import weftline.net.PostConnection;

/// Brings small letters to one controller over a connection that stays open. Whoever hands one in
/// writes it there himself, for on a busy machine the turn of another thread may take longer than
/// the way; what finds no room waits and goes together.
final class LetterLine {
  private static final int LETTERS_MAX = 32;

  /// Reached by the last letter of a bundle, if at all.
  private static final long BUNDLE_BYTES_MAX = 16 << 10;

  /// For the connection, and for each answer.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final URI uri;
  private final MailLog log;
  private final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(LETTERS_MAX);
  private final AtomicBoolean writing = new AtomicBoolean();
  private final Semaphore wanted = new Semaphore(0);
  private volatile Optional<PostConnection> connection = Optional.empty();

  LetterLine(HttpClient client, URI uri, MailLog log) {
    this.client = client;
    this.uri = uri;
    this.log = log;
  }

  /// Does not wait for the other controller.
  void take(Letter letter) {
    while (!letters.offer(letter)) {
      letters.poll();
    }
    if (connection.isPresent()) {
      write();
    } else {
      wanted.release();
    }
  }

  /// Connects when there is something to bring, and hears what is answered, until interrupted.
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        wanted.acquire();
        wanted.drainPermits();
        converseWhateverHappens();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    }
  }

  private void converseWhateverHappens() {
    try (PostConnection opened = client.connect(uri, HttpMail.CONTENT_TYPE, PATIENCE)) {
      connection = Optional.of(opened);
      converse(opened);
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.failed(e); // unless it was closed here
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      log.bug(e);
    } finally {
      connection = Optional.empty();
      letters.clear(); // they are old by now
    }
  }

  /// Until the connection breaks, or is closed because nothing was brought for long.
  private void converse(PostConnection opened) throws IOException {
    try {
      write();
      while (!Thread.currentThread().isInterrupted()) {
        log.answered(opened.answer());
        write();
      }
    } catch (EOFException e) {
      if (opened.awaitsAnswer()) {
        throw e;
      }
    }
  }

  /// Only one writes at a time; whoever comes meanwhile leaves his letter to that one.
  private void write() {
    while (isReady() && writing.compareAndSet(false, true)) {
      try {
        connection.ifPresent(this::writeBundle);
      } finally {
        writing.set(false);
      }
    }
  }

  private boolean isReady() {
    return !letters.isEmpty() && connection.filter(PostConnection::hasRoom).isPresent();
  }

  private void writeBundle(PostConnection open) {
    try {
      List<Letter> bundle = nextBundle();
      if (!bundle.isEmpty()) {
        open.post(Letter.bundle(bundle));
      }
    } catch (IOException _) {
      open.close(); // whoever hears the answers learns of it
    } catch (RuntimeException | OutOfMemoryError e) {
      log.bug(e); // one letter that cannot be written must not be the last one
    }
  }

  private List<Letter> nextBundle() {
    List<Letter> bundle = new ArrayList<>();
    long weight = 0;
    while (weight < BUNDLE_BYTES_MAX && letters.peek() != null) {
      Optional<Letter> next = Optional.ofNullable(letters.poll());
      weight += next.map(Letter::weight).orElse(0L);
      next.ifPresent(bundle::add);
    }
    return bundle;
  }

  void close() {
    connection.ifPresent(PostConnection::close);
  }
}
