package weftline.app.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which instances were killed when: the only excuse that a request has for failing.
final class Killings {
  private final List<Killing> all = new ArrayList<>();

  /// Between these times of [System#nanoTime] they died.
  private record Killing(Set<String> instances, long began, long ended) {
    /// On a new connection nobody knows with whom it was.
    private boolean excuses(Visit visit) {
      boolean withOneOfThem = visit.instance().map(instances::contains).orElse(true);
      boolean touched = visit.since() - ended <= 0 && visit.ended() - began >= 0;
      return withOneOfThem && touched;
    }
  }

  void add(Set<String> instances, long began) {
    all.add(new Killing(Set.copyOf(instances), began, System.nanoTime()));
  }

  boolean excuse(Visit visit) {
    return all.stream().anyMatch(each -> each.excuses(visit));
  }
}
