package weftline.controller;

import io.microraft.RaftEndpoint;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.RaftMessage;
import io.microraft.report.RaftNodeReport;
import io.microraft.transport.Transport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The consensus library's way to the mail. Those who miss the primary miss it in the same moment,
/// and would each vote for itself: so they stand for election one after the other, by name.
final class Post implements Transport {
  /// Enough for an election among the others.
  private static final int TURNS_PER_SILENCE = 4;

  private final Mail mail;
  private final Afterwords afterwords;
  private final Sequencer turns;
  private final Duration turn;
  private final Peer self;
  private final Supplier<Postmark> postmark;
  private List<Peer> voting = List.of();
  private Optional<Peer> primary = Optional.empty();
  private Optional<Peer> lastPrimary = Optional.empty();

  Post(Peer self, Surroundings surroundings, Supplier<Postmark> postmark) {
    this.self = self;
    this.mail = surroundings.mail();
    this.turns = surroundings.turns();
    this.afterwords = new Afterwords(mail, turns);
    this.turn = surroundings.silenceMax().dividedBy(TURNS_PER_SILENCE);
    this.postmark = postmark;
  }

  /// Who there is, and who was primary; called on the ledger's thread, as everything here.
  void heed(RaftNodeReport report) {
    voting =
        Voter.peers(report.getEffectiveMembers().getVotingMembers()).stream()
            .sorted(Comparator.comparing(Peer::name))
            .toList();
    primary = Optional.ofNullable(report.getTerm().getLeaderEndpoint()).map(Voter::peer);
    lastPrimary = primary.or(() -> lastPrimary);
  }

  @Override
  public void send(RaftEndpoint target, RaftMessage message) {
    Letter letter = new Letter(message, Optional.of(postmark.get()));
    Duration pause = message instanceof PreVoteRequest ? turn.multipliedBy(rank()) : Duration.ZERO;
    if (letter.isCandidacy() && letter.postmark().filter(Postmark::full).isPresent()) {
      return; // whoever cannot write could not be primary
    }
    if (pause.isZero()) {
      afterwords.send(Voter.peer(target), letter);
    } else {
      turns.after(pause, () -> sendUnlessElected(Voter.peer(target), letter));
    }
  }

  private void sendUnlessElected(Peer target, Letter letter) {
    if (primary.isEmpty()) {
      mail.send(target, letter);
    }
  }

  /// How many go before this one, of those that may be there.
  private long rank() {
    return voting.stream()
        .filter(peer -> !lastPrimary.equals(Optional.of(peer)))
        .takeWhile(peer -> !peer.name().equals(self.name()))
        .count();
  }

  @Override
  public boolean isReachable(RaftEndpoint endpoint) {
    return true;
  }
}
