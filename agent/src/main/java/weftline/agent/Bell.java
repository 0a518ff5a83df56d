package weftline.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes one waiter. Ringing twice before it wakes is ringing once.
final class Bell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  void await(Duration atMost) throws InterruptedException {
    if (rung.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
