package weftline.core;

import java.util.List;
import java.util.Optional;

/// The fabric as it will be, for one who decides and plans many things before anybody is shown what
/// they come to: each page of the tables is copied once for all of them.
public final class Ahead {
  private Optional<Fold> fold = Optional.empty();
  private Optional<State> seen;

  private Ahead(State now) {
    seen = Optional.of(now);
  }

  public static Ahead of(State now) {
    return new Ahead(now);
  }

  /// What it has come to so far. Changes with the next event: not to be kept.
  public State state() {
    if (seen.isEmpty()) {
      seen = fold.map(Fold::seen);
    }
    return seen.orElseThrow();
  }

  public void apply(List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    Fold next = fold.orElseGet(() -> Fold.from(state()));
    for (Event event : events) {
      next = next.then(event);
    }
    fold = Optional.of(next);
    seen = Optional.empty();
  }

  /// What it has come to, for good.
  public State kept() {
    return fold.map(Fold::state).orElseGet(this::state);
  }
}
