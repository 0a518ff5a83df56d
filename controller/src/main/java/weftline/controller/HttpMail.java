package weftline.controller;

import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import weftline.net.HttpClient;

/// Brings letters over HTTP. To each controller there is a connection that stays open, and whoever
/// sends a letter writes it there; what is large, checkpoints for example, is brought beside it so
/// that heartbeats do not wait. What cannot be brought is thrown away, the oldest first, for its
/// sender asks again.
public final class HttpMail implements Mail, AutoCloseable {
  /// Where controllers take letters.
  public static final String PATH = "/ledger/letters";

  /// One that a page in somebody's browser cannot send to another server without being asked.
  public static final String CONTENT_TYPE = "application/vnd.weftline.letters";

  private final HttpClient client;
  private final String scheme;
  private final ThreadFactory threads;
  private final Runnable objected;
  private final Map<Peer, LetterLine> lines = new ConcurrentHashMap<>();
  private final Map<Peer, LetterFreight> freight = new ConcurrentHashMap<>();
  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();

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
    if (letter.isLarge()) {
      freight.computeIfAbsent(to, this::freight).take(letter);
    } else {
      lines.computeIfAbsent(to, this::line).take(letter);
    }
  }

  private LetterLine line(Peer to) {
    LetterLine line = new LetterLine(client, uri(to), new MailLog(to, objected));
    start(line::run);
    return line;
  }

  private LetterFreight freight(Peer to) {
    LetterFreight carrier = new LetterFreight(client, uri(to), new MailLog(to, objected));
    start(carrier::run);
    return carrier;
  }

  private void start(Runnable work) {
    Thread thread = threads.newThread(work);
    running.add(thread);
    thread.start();
  }

  private URI uri(Peer to) {
    return URI.create("%s://%s%s".formatted(scheme, to.address(), PATH));
  }

  @Override
  public void close() {
    running.forEach(Thread::interrupt);
    lines.values().forEach(LetterLine::close);
  }
}
