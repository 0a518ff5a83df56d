package weftline.bench.fabric;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Lets the programs that are measured have the processor.
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
