package weftline.controller;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Who keeps the ledger together, and how that changes while it goes on. Changes fail with
/// [Ledger.NotPrimary], or with [IOException] that says why not.
public interface Membership {
  /// Of a ledger that nobody else keeps.
  Membership ALONE =
      new Membership() {
        @Override
        public List<Member> members() {
          return List.of();
        }

        @Override
        public CompletableFuture<Void> add(Peer peer) {
          return refused();
        }

        @Override
        public CompletableFuture<Void> remove(Peer peer) {
          return refused();
        }

        @Override
        public CompletableFuture<Void> promote() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> handOver() {
          return CompletableFuture.completedFuture(null);
        }

        private static CompletableFuture<Void> refused() {
          return CompletableFuture.failedFuture(
              new IOException("This ledger is kept by one controller alone."));
        }
      };

  List<Member> members();

  /// Lets another controller read the ledger; its word counts as soon as it has caught up.
  CompletableFuture<Void> add(Peer peer);

  CompletableFuture<Void> remove(Peer peer);

  /// Lets the word of those count that have caught up; to be called at the primary now and then.
  CompletableFuture<Void> promote();

  /// Lets another one be the primary that could write now, if there is one. To be called at the
  /// primary.
  CompletableFuture<Void> handOver();

  /// A controller and what it is in the group.
  ///
  /// @param seen empty if nothing has been heard of it since this controller runs
  record Member(Peer peer, Role role, Optional<Sighting> seen) {}

  /// What a controller is in the group.
  enum Role {
    PRIMARY,
    SECONDARY,
    JOINING
  }
}
