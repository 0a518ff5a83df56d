package weftline.app.cli;

import java.util.concurrent.TimeUnit;

/// Waits before something is tried again.
final class Pause {
  private Pause() {}

  static void ofOneSecond() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
