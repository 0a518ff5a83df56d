package weftline.app.endtoend;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Clients that come at a fixed rate, whether the service keeps up or not, and remember which
/// instance they were with: one half on connections that they keep, one half on new ones. Whose
/// request fails asks once more, on a new connection.
final class Customers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern INSTANCE = Pattern.compile("Answered by (\\w+)");

  private final URI page;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Acquaintance> kept = new ConcurrentLinkedQueue<>();
  private final Queue<Visit> failed = new ConcurrentLinkedQueue<>();
  private final Queue<Visit> failedTwice = new ConcurrentLinkedQueue<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  private Customers(URI page) {
    this.page = page;
  }

  static Customers start(URI page, int requestsPerSecond) {
    var customers = new Customers(page);
    long micros = 1_000_000 / requestsPerSecond;
    var _ =
        customers.clock.scheduleAtFixedRate(
            () -> customers.threads.execute(customers::come), 0, micros, TimeUnit.MICROSECONDS);
    return customers;
  }

  /// How many requests have been made.
  long asked() {
    return asked.get();
  }

  /// Ends when all have been answered.
  Result stop() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    threads.shutdown();
    threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return new Result(asked.get(), answered.get(), List.copyOf(failed), List.copyOf(failedTwice));
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    threads.shutdownNow();
    for (Acquaintance each : kept) {
      each.connection().close();
    }
  }

  private void come() {
    long number = asked.getAndIncrement();
    Visit first = number % 2 == 0 ? visitAgain(number) : visit(number);
    if (!first.failed()) {
      answered.incrementAndGet();
      return;
    }
    failed.add(first);
    Visit second = visit(number);
    if (second.failed()) {
      failedTwice.add(second);
    } else {
      answered.incrementAndGet();
    }
  }

  /// On the connection that was silent for longest.
  private Visit visitAgain(long number) {
    Optional<Acquaintance> known = Optional.ofNullable(kept.poll());
    return known.isPresent() ? ask(number, known.get(), true) : visit(number, true);
  }

  private Visit visit(long number) {
    return visit(number, false);
  }

  private Visit visit(long number, boolean keeps) {
    long now = System.nanoTime();
    try {
      WireConnection connection = WireConnection.open(page);
      return ask(number, new Acquaintance(connection, Optional.empty(), now), keeps);
    } catch (IOException e) {
      return new Visit(number, false, Optional.empty(), now, System.nanoTime(), e.toString());
    }
  }

  private Visit ask(long number, Acquaintance with, boolean keeps) {
    try {
      var answer = with.connection().ask("GET", "/", "");
      var met = with.met(instance(answer.body()));
      if (keeps && with.connection().reusable()) {
        kept.add(met);
      } else {
        with.connection().close();
      }
      return met.visit(number, answer.status() == 200 ? "" : "status " + answer.status());
    } catch (IOException e) {
      return with.visit(number, e.toString());
    }
  }

  private static Optional<String> instance(String body) {
    Matcher matcher = INSTANCE.matcher(body);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// A connection, and who is at its other end as far as is known.
  private record Acquaintance(WireConnection connection, Optional<String> instance, long since) {
    private Acquaintance met(Optional<String> who) {
      return new Acquaintance(connection, who, since);
    }

    private Visit visit(long number, String trouble) {
      return new Visit(number, instance.isPresent(), instance, since, System.nanoTime(), trouble);
    }
  }

  /// What all clients saw.
  ///
  /// @param failed those whose first try failed
  /// @param failedTwice those whose second try failed, too
  record Result(long asked, long answered, List<Visit> failed, List<Visit> failedTwice) {}
}
