package weftline.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/// Waits for something that another thread or process will bring about.
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        Assertions.fail("waited in vain: " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  static Sighting state(InstanceRun run, RunState wanted) {
    until(
        wanted + ", but it is " + run.look(),
        () -> run.look().state() == wanted || run.look().state().isOver());
    Sighting seen = run.look();
    Assertions.assertThat(seen.state()).as(seen.detail()).isEqualTo(wanted);
    return seen;
  }
}
