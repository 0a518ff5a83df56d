package weftline.controller;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import weftline.core.State;

/// The log of the fabric: what is in it has happened. Kept by one controller or by a group of them,
/// of which one appends and all read.
///
/// Nothing here waits. What has been appended, by whomever, comes back as [#news]; a controller
/// believes nothing else.
public interface Ledger extends Closeable {
  /// What is known to be durable when the ledger is opened; later news go on from there.
  Recovery recover();

  /// Ends normally once the entry is durable, on disk here or at a majority, and stands in the
  /// news. At most one entry may be on its way.
  ///
  /// Fails with [NotPrimary] if another controller must be asked, and the entry may or may not
  /// survive; with [IOException] if there is no room for it, and nothing has happened.
  ///
  /// @param after the state with the entry's events
  CompletableFuture<Void> append(Entry entry, State after);

  /// What has become durable since the last call, oldest first.
  List<News> news();

  /// To be read before the news: whoever is primary finds all that was decided before him in them.
  Standing standing();

  /// Ends normally once it is certain that nobody else decides, with the index that the next entry
  /// took when it was asked. Fails with [NotPrimary].
  CompletableFuture<Long> confirm();

  /// Ends normally if an entry could be appended now; for one who wants to know without having any.
  ///
  /// @throws IOException that says what stands in the way
  void check() throws IOException;

  /// Has the listener told whenever there may be news, or another standing. It must not block.
  void listen(Runnable listener);

  /// What it still holds of the past.
  default History history() {
    return History.NONE;
  }

  /// Who keeps the ledger.
  default Membership membership() {
    return Membership.ALONE;
  }

  /// Not a refusal but a redirection: the caller should ask the primary.
  final class NotPrimary extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Standing.Secondary standing;

    public NotPrimary(Standing.Secondary standing) {
      super(
          standing
              .primary()
              .map(peer -> "The primary is %s at %s.".formatted(peer.name(), peer.address()))
              .orElse("The controllers have no primary now."));
      this.standing = standing;
    }

    Standing.Secondary standing() {
      return standing;
    }
  }
}
