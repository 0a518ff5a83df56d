package weftline.controller;

import java.util.List;
import java.util.Optional;

/// What a new primary starts from. The entries may begin before the checkpoint does: those are
/// history for people; the ones from [Checkpoint#next()] on belong to the state.
public record Recovery(Optional<Checkpoint> checkpoint, List<Entry> entries) {
  public Recovery {
    entries = List.copyOf(entries);
  }

  /// The index that the next entry takes.
  long next() {
    long base = checkpoint.map(Checkpoint::next).orElse(1L);
    return entries.isEmpty() ? base : Math.max(base, entries.getLast().next());
  }
}
