package weftline.controller;

import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.RaftMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps back for a moment what only says how far the log is agreed on: a primary that is busy says
/// so with its next entry anyway, and the others would have as much work with a letter that brings
/// none as with one that does. Called on the ledger's thread.
final class Afterwords {
  /// Short beside the pause between two heartbeats, which are kept back, too.
  static final Duration KEPT = Duration.ofMillis(10);

  private final Mail mail;
  private final Sequencer turns;
  private final Map<Peer, Letter> kept = new HashMap<>();

  Afterwords(Mail mail, Sequencer turns) {
    this.mail = mail;
    this.turns = turns;
  }

  /// Sends at once whatever else it is.
  void send(Peer to, Letter letter) {
    if (isAfterword(letter.message())) {
      if (!kept.containsKey(to)) {
        turns.after(KEPT, () -> release(to));
      }
      kept.put(to, letter);
      return;
    }
    if (letter.message() instanceof AppendEntriesRequest) {
      kept.remove(to);
    }
    mail.send(to, letter);
  }

  private void release(Peer to) {
    Optional.ofNullable(kept.remove(to)).ifPresent(letter -> mail.send(to, letter));
  }

  /// One that brings entries, or that a reader waits for, has a number, and its answer is awaited.
  private static boolean isAfterword(RaftMessage message) {
    return message instanceof AppendEntriesRequest append
        && append.getLogEntries().isEmpty()
        && append.getFlowControlSequenceNumber() == 0;
  }
}
