package weftline.controller;

import java.util.List;
import java.util.Optional;

/// What a controller starts from.
///
/// @param history entries that are in the state already, for people to read
public record Recovery(Position position, List<Entry> history) {
  public Recovery {
    history = List.copyOf(history);
  }

  /// What a checkpoint and a log make; the log may begin before the checkpoint does.
  static Recovery replay(Optional<Checkpoint> checkpoint, List<Entry> entries) {
    Position position = checkpoint.map(Position::of).orElse(Position.START);
    for (Entry entry : entries) {
      if (entry.index() >= position.next()) {
        position = position.after(entry);
      }
    }
    return new Recovery(position, entries);
  }
}
