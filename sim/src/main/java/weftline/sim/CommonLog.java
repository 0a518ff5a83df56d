package weftline.sim;

import java.util.Map;
import java.util.TreeMap;
import weftline.controller.Entry;
import weftline.core.State;

/// What the controllers of a group have agreed on, as anybody heard of it first: no other one may
/// ever hear of something else in its place.
final class CommonLog {
  /// How often the state that the log makes is compared with a controller's.
  private static final int ENTRIES_PER_LOOK = 40;

  private final Promises promises;
  private final Map<Long, Entry> entries = new TreeMap<>();
  private long next = 1;

  CommonLog(Promises promises) {
    this.promises = promises;
  }

  /// A controller takes an entry for agreed on.
  ///
  /// @param after the state that it has then
  void learned(String controller, Entry entry, State after) {
    Entry known = entries.putIfAbsent(entry.index(), entry);
    if (known != null) {
      BrokenPromiseException.unless(
          known.equals(entry),
          () -> "two primaries have committed entry %d: %s".formatted(entry.index(), controller));
      return;
    }
    BrokenPromiseException.unless(
        entry.index() == next,
        () -> "%s knows entry %d, and nobody %d".formatted(controller, entry.index(), next));
    next = entry.next();
    promises.read(entry);
    if (entries.size() % ENTRIES_PER_LOOK == 0) {
      BrokenPromiseException.unless(
          promises.state().equals(after), () -> "replaying the log gives another state");
      var _ = promises.checkedSnapshot();
    }
  }
}
