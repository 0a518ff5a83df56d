package weftline.controller;

import java.time.Instant;
import weftline.core.State;

/// How far somebody has read the ledger, and the state that it makes up to there.
///
/// @param next the index that the next entry takes
/// @param at when the last one was decided
public record Position(State state, long next, Instant at) {
  static final Position START = new Position(State.EMPTY, 1, Instant.EPOCH);

  static Position of(Checkpoint checkpoint) {
    return new Position(State.restore(checkpoint.state()), checkpoint.next(), checkpoint.at());
  }

  Position after(Entry entry) {
    return new Position(state.applyAll(entry.events()), entry.next(), entry.at());
  }

  Checkpoint checkpoint() {
    return new Checkpoint(next, at, state.snapshot());
  }
}
