package weftline.app.endtoend;

import java.time.Duration;

/// Tells what happened when, as it happens.
final class TimeLine {
  private final long began = System.nanoTime();

  void note(String what) {
    System.out.printf("%7d ms  %s%n", millisSince(began), what);
  }

  static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
