package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/// Virtual time and everything that is still to happen. What is due at the same moment happens in
/// the order in which it was planned.
final class Agenda implements InstantSource {
  private final PriorityQueue<Item> items = new PriorityQueue<>();
  private Instant now = Instant.EPOCH;
  private long planned;

  @Override
  public Instant instant() {
    return now;
  }

  /// As a clock that nobody can set.
  long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  void in(Duration delay, Runnable work) {
    items.add(new Item(now.plus(delay), planned++, work));
  }

  /// Lets everything happen that is due until then. May be called by what happens: that is how a
  /// call takes time while the world goes on.
  void runUntil(Instant end) {
    while (!items.isEmpty() && !items.peek().at().isAfter(end)) {
      Item item = items.remove();
      now = later(item.at());
      item.work().run();
    }
    now = later(end);
  }

  private Instant later(Instant then) {
    return then.isAfter(now) ? then : now;
  }

  /// Something to do, and when.
  private record Item(Instant at, long number, Runnable work) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }
}
