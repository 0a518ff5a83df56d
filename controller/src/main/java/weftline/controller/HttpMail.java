package weftline.controller;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.net.HttpCall;
import weftline.net.HttpClient;

/// Brings letters over HTTP: to each controller in bundles, one after the other; what is large,
/// checkpoints for example, beside them so that heartbeats do not wait. What cannot be brought is
/// thrown away, the oldest first, for its sender asks again.
public final class HttpMail implements Mail, AutoCloseable {
  /// Where controllers take letters.
  public static final String PATH = "/ledger/letters";

  /// One that a page in somebody's browser cannot send to another server without being asked.
  public static final String CONTENT_TYPE = "application/vnd.weftline.letters";

  private static final Logger LOG = LoggerFactory.getLogger(HttpMail.class);

  /// The answer that says why letters of this controller are not believed.
  private static final int OBJECTION = 409;

  private static final int LETTERS_MAX = 32;

  /// Reached by the last letter of a bundle, if at all.
  private static final long BUNDLE_BYTES_MAX = 32 << 20;

  private static final Duration CALL_MAX = Duration.ofSeconds(2);
  private static final Duration LARGE_CALL_MAX = Duration.ofMinutes(2);

  private final HttpClient client;
  private final String scheme;
  private final ThreadFactory threads;
  private final Runnable objected;
  private final Map<Lane, Postman> postmen = new ConcurrentHashMap<>();

  /// @param scheme `http` or `https`
  /// @param threads one is made for each controller that there is something to say to
  public HttpMail(HttpClient client, String scheme, ThreadFactory threads) {
    this(client, scheme, threads, () -> {});
  }

  /// @param objected told when another controller has an objection to this one, which the log has
  public HttpMail(HttpClient client, String scheme, ThreadFactory threads, Runnable objected) {
    this.objected = objected;
    this.client = client;
    this.scheme = scheme;
    this.threads = threads;
  }

  @Override
  public void send(Peer to, Letter letter) {
    postmen.computeIfAbsent(new Lane(to, letter.isLarge()), this::hire).take(letter);
  }

  private Postman hire(Lane lane) {
    Postman postman = new Postman(lane);
    postman.thread.start();
    return postman;
  }

  @Override
  public void close() {
    postmen.values().forEach(postman -> postman.thread.interrupt());
  }

  /// Where letters go, and whether they are large ones.
  private record Lane(Peer to, boolean large) {}

  /// Carries the letters of one lane.
  private final class Postman {
    private final Lane lane;
    private final URI uri;
    private final BlockingQueue<Letter> letters;
    private final AtomicBoolean reached = new AtomicBoolean(true);
    private final Thread thread = threads.newThread(this::run);

    Postman(Lane lane) {
      this.lane = lane;
      this.uri = URI.create("%s://%s%s".formatted(scheme, lane.to().address(), PATH));
      this.letters = new ArrayBlockingQueue<>(lane.large() ? 1 : LETTERS_MAX);
    }

    void take(Letter letter) {
      while (!letters.offer(letter)) {
        letters.poll();
      }
    }

    private void run() {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          carryWhateverHappens(nextBundle());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // asked to stop
      }
    }

    private List<Letter> nextBundle() throws InterruptedException {
      List<Letter> bundle = new ArrayList<>();
      bundle.add(letters.take());
      long weight = bundle.getFirst().weight();
      while (weight < BUNDLE_BYTES_MAX && letters.peek() != null) {
        Letter next = letters.take();
        weight += next.weight();
        bundle.add(next);
      }
      return bundle;
    }

    /// One letter that cannot be written must not be the last one.
    private void carryWhateverHappens(List<Letter> bundle) {
      try {
        carry(bundle);
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.atError()
            .addKeyValue("controller", lane.to())
            .addKeyValue("letters", bundle)
            .setCause(e)
            .log("a bug keeps letters from being brought");
      }
    }

    private void carry(List<Letter> bundle) {
      HttpCall call =
          HttpCall.post(uri, new HttpCall.Content.Bytes(Letter.bundle(bundle)))
              .with("Content-Type", CONTENT_TYPE)
              .within(lane.large() ? LARGE_CALL_MAX : CALL_MAX);
      try {
        var answer = client.send(call);
        if (answer.status() == OBJECTION) {
          objected(answer.text());
        }
        note(answer.ok(), "it answers %d %s".formatted(answer.status(), answer.text()));
      } catch (IOException e) {
        note(false, String.valueOf(e.getMessage()));
        letters.clear(); // they are old by now
      }
    }

    private void objected(String why) {
      LOG.atError()
          .addKeyValue("controller", lane.to())
          .addKeyValue("reason", why)
          .log("another controller has an objection to this one");
      objected.run();
    }

    /// Says it once, not for every letter.
    private void note(boolean ok, String trouble) {
      if (reached.getAndSet(ok) != ok) {
        var line = ok ? LOG.atInfo() : LOG.atWarn().addKeyValue("reason", trouble);
        line.addKeyValue("controller", lane.to())
            .log(ok ? "a controller can be reached" : "a controller cannot be reached");
      }
    }
  }
}
