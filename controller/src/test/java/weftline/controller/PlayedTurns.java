package weftline.controller;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// Time and turns for ledgers that run in a test's own hands: nothing happens unless it is waited
/// for.
final class PlayedTurns {
  private static final int TASKS_MAX = 200_000;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long nanos;
  private long order;

  long nanos() {
    return nanos;
  }

  /// Turns of somebody who may end: those of the dead do not come.
  Sequencer of(BooleanSupplier alive) {
    return new Sequencer() {
      @Override
      public void execute(Runnable task) {
        after(Duration.ZERO, task);
      }

      @Override
      public void after(Duration delay, Runnable task) {
        tasks.add(
            new Task(
                nanos + delay.toNanos(),
                order++,
                () -> {
                  if (alive.getAsBoolean()) {
                    task.run();
                  }
                }));
      }
    };
  }

  /// Lets time pass until it holds.
  void until(BooleanSupplier wanted) {
    for (int done = 0; !wanted.getAsBoolean(); done++) {
      if (done == TASKS_MAX || tasks.isEmpty()) {
        throw new AssertionError("nothing leads to what is waited for");
      }
      step();
    }
  }

  void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().at() <= end) {
      step();
    }
    nanos = end;
  }

  /// Nobody gets a turn for so long; then everything that was due is late.
  void holdUp(Duration time) {
    nanos += time.toNanos();
  }

  private void step() {
    Task task = tasks.remove();
    nanos = Math.max(nanos, task.at());
    task.work().run();
  }

  /// Something to do at a time.
  private record Task(long at, long order, Runnable work) {}
}
