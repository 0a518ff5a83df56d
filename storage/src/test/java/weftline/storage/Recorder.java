package weftline.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import weftline.storage.Linearizability.Operation;

/// Writes down what clients do at the same time, in the order of their questions and answers.
///
/// @param <E> an operation with its answer
public final class Recorder<E> {
  private final AtomicLong clock = new AtomicLong();
  private final Collection<Operation<E>> operations = new ConcurrentLinkedQueue<>();

  /// Runs clients at the same time, each with dice of its own, until all have ended.
  public static void run(int clients, long seed, Client client) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int i = 0; i < clients; i++) {
        RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed * clients + i);
        running.add(threads.submit(() -> client.use(random)));
      }
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("A client has failed with the seed " + seed + ".", e);
    }
  }

  /// Does it, and remembers between which moments.
  public E record(Supplier<E> work) {
    long invoked = clock.incrementAndGet();
    Thread.yield(); // so that others get between
    E event = work.get();
    Thread.yield();
    operations.add(new Operation<>(invoked, clock.incrementAndGet(), event));
    return event;
  }

  public List<Operation<E>> history() {
    return List.copyOf(operations);
  }

  /// How many operations began while another one was under way.
  public long overlaps() {
    return operations.stream()
        .filter(one ->
            operations.stream()
                .anyMatch(other ->
                    other.invoked() < one.invoked() && one.invoked() < other.answered()))
        .count();
  }

  /// Somebody who uses what is tested.
  @FunctionalInterface
  public interface Client {
    void use(RandomGenerator random);
  }
}
