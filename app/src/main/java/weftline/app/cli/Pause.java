package weftline.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits before something is tried again.
final class Pause {
  private Pause() {}

  static void ofOneSecond() {
    try {
      // Nobody opens this latch: only the time ends it, or whoever interrupts the thread.
      boolean _ = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
