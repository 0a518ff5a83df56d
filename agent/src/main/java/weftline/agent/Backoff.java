package weftline.agent;

import java.time.Duration;

/// Waits that double from the shortest to the longest, and start over after a success.
final class Backoff {
  private final Duration shortest;
  private final Duration longest;
  private Duration next;

  Backoff(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
    this.next = shortest;
  }

  Duration next() {
    Duration wait = next;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return wait;
  }

  void reset() {
    next = shortest;
  }
}
