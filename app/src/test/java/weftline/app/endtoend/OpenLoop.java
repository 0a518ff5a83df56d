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

/// Clients that come at a fixed rate, whether the service keeps up or not: one half on connections
/// that they keep, one half on new ones.
final class OpenLoop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<WireConnection> kept = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  private OpenLoop(URI base) {
    this.base = base;
  }

  static OpenLoop start(URI base, int requestsPerSecond) {
    var loop = new OpenLoop(base);
    long micros = 1_000_000 / requestsPerSecond;
    var _ =
        loop.clock.scheduleAtFixedRate(
            () -> loop.threads.execute(loop::request), 0, micros, TimeUnit.MICROSECONDS);
    return loop;
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
    return new Result(asked.get(), answered.get(), List.copyOf(failures));
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    threads.shutdownNow();
    for (WireConnection connection : kept) {
      connection.close();
    }
  }

  private void request() {
    long number = asked.getAndIncrement();
    try {
      var answer = number % 2 == 0 ? onKept() : WireConnection.once(base, "GET", "/", "");
      if (answer.status() == 200) {
        answered.incrementAndGet();
      } else {
        failures.add("request %d: status %d".formatted(number, answer.status()));
      }
    } catch (IOException e) {
      String kind = number % 2 == 0 ? "kept" : "new";
      failures.add("request %d on a %s connection: %s".formatted(number, kind, e));
    }
  }

  /// Connections take turns, so that none is silent for long.
  private WireConnection.Answer onKept() throws IOException {
    Optional<WireConnection> free = Optional.ofNullable(kept.poll());
    WireConnection connection = free.isPresent() ? free.get() : WireConnection.open(base);
    var answer = connection.ask("GET", "/", "");
    if (connection.reusable()) {
      kept.add(connection);
    } else {
      connection.close();
    }
    return answer;
  }

  /// What all clients saw.
  record Result(long asked, long answered, List<String> failures) {}
}
