package weftline.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
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
  private final Phaser start = new Phaser();

  /// Runs clients at the same time, each with dice of its own, until all have ended.
  public void run(int clients, long seed, Client client) {
    List<Future<?>> running = new ArrayList<>();
    start.bulkRegister(clients);
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int i = 0; i < clients; i++) {
        RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed * clients + i);
        running.add(threads.submit(() -> use(client, random)));
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

  private void use(Client client, RandomGenerator random) {
    try {
      client.use(random);
    } finally {
      start.arriveAndDeregister();
    }
  }

  /// Does it, together with all the other clients, and remembers between which moments.
  public E record(Supplier<E> work) {
    long invoked = clock.incrementAndGet();
    start.arriveAndAwaitAdvance();
    E event = work.get();
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
                .anyMatch(
                    other -> other.invoked() < one.invoked() && one.invoked() < other.answered()))
        .count();
  }

  /// Somebody who uses what is tested.
  @FunctionalInterface
  public interface Client {
    void use(RandomGenerator random);
  }
}
