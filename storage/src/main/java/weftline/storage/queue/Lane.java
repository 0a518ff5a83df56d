package weftline.storage.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import weftline.kv.Key;

/// What this program remembers of a queue so that takers stay out of each other's way: which
/// messages are being taken right now, where the first one can be, and how many there are. Only
/// speed hangs on it; guards in the store keep the promises.
final class Lane {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Key> claimed = new HashSet<>();
  private final TreeSet<Key> arriving = new TreeSet<>();
  private final List<Search> searches = new ArrayList<>();
  private Key head;
  private OptionalLong count = OptionalLong.empty();

  /// @param first stands before all turns of the queue
  Lane(Key first) {
    head = first;
  }

  /// To be called before a turn is put.
  void arrive(Collection<Key> turns) {
    locked(() -> arriving.addAll(turns));
  }

  /// To be called when a turn has been put, or could not be.
  void arrived(Collection<Key> turns) {
    locked(() -> {
      turns.forEach(this::lower);
      return arriving.removeAll(turns);
    });
  }

  private void lower(Key turn) {
    if (turn.compareTo(head) < 0) {
      head = turn;
    }
    searches.forEach(search -> search.lower(turn));
  }

  /// Reserves a turn; false if somebody else has.
  boolean claim(Key turn) {
    return locked(() -> claimed.add(turn));
  }

  void release(Collection<Key> turns) {
    locked(() -> claimed.removeAll(turns));
  }

  /// To be called before the snapshot is taken that will be searched. What was deleted leaves marks
  /// that a search would walk over, so it starts where the first message can be.
  Search search() {
    return locked(() -> {
      Search search = new Search(head);
      searches.add(search);
      return search;
    });
  }

  /// No turn that was put before this call stands below.
  Key head() {
    return locked(
        () -> arriving.isEmpty() || head.compareTo(arriving.first()) < 0 ? head : arriving.first());
  }

  /// Ends a search that has found nothing before this key.
  void end(Search search, Key firstFound) {
    locked(() -> {
      Key lowest = firstFound;
      if (search.lowest.isPresent() && search.lowest.get().compareTo(lowest) < 0) {
        lowest = search.lowest.get();
      }
      if (!arriving.isEmpty() && arriving.first().compareTo(lowest) < 0) {
        lowest = arriving.first();
      }
      head = lowest;
      return searches.remove(search);
    });
  }

  /// How many messages there are; empty until [#counted] has been told.
  OptionalLong count() {
    return locked(() -> count);
  }

  void counted(long messages) {
    locked(() -> count = OptionalLong.of(messages));
  }

  void add(long messages) {
    locked(() -> {
      if (count.isPresent()) {
        count = OptionalLong.of(Math.max(0, count.getAsLong() + messages));
      }
      return count;
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// One walk over the turns.
  static final class Search {
    private final Key from;

    /// The lowest turn that has arrived since; the snapshot may lack it.
    private Optional<Key> lowest = Optional.empty();

    private Search(Key from) {
      this.from = from;
    }

    Key from() {
      return from;
    }

    private void lower(Key turn) {
      if (lowest.isEmpty() || turn.compareTo(lowest.get()) < 0) {
        lowest = Optional.of(turn);
      }
    }
  }
}
