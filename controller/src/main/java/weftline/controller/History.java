package weftline.controller;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a ledger still holds of the past.
public interface History {
  /// Of a ledger that holds nothing of it.
  History NONE =
      new History() {
        @Override
        public Optional<Position> at(Instant time, Position now) {
          return Optional.empty();
        }

        @Override
        public Optional<Position> upTo(long event, Position now) {
          return Optional.empty();
        }

        @Override
        public Optional<Verification> verify(Position now) {
          return Optional.empty();
        }

        @Override
        public Set<String> images() {
          return Set.of();
        }
      };

  /// The fabric as it was at that time; empty if that is too long ago.
  ///
  /// @param now how far the ledger is known to be agreed on
  Optional<Position> at(Instant time, Position now) throws IOException;

  /// The fabric after the event with this number, or the last one before it at which a batch ended;
  /// empty if that is too long ago.
  Optional<Position> upTo(long event, Position now) throws IOException;

  /// Makes the present from the past once more and compares; empty if nothing is held.
  Optional<Verification> verify(Position now) throws IOException;

  /// The packages that were named at any time that is still held, each by its SHA-256; perhaps some
  /// more.
  Set<String> images() throws IOException;

  /// What came of a comparison.
  ///
  /// @param from the number of the first event that was applied again
  /// @param to that of the last one
  /// @param checkpoints how many stood on the way and were compared
  /// @param difference where something else came out, if it did
  record Verification(long from, long to, int checkpoints, Optional<String> difference) {}
}
