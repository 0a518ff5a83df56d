package weftline.controller;

import io.microraft.statemachine.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Keepers;
import weftline.core.State;

/// What the group has agreed on, applied: the state, and the news for the controller. Called on the
/// ledger's own thread.
///
/// An entry that does not go on where the last one ended was decided by somebody who did not know
/// all; every replica leaves it out.
final class Replica implements StateMachine {
  /// Asks how far the log has been read.
  static final Object HOW_FAR = new Object();

  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private final Passport self;
  private final Queue<News> news = new ConcurrentLinkedQueue<>();
  private final Runnable elected;
  private final Runnable changed;
  private volatile Position position;
  private Optional<Object> newestElection = Optional.empty();
  private volatile Optional<Ahead> ahead = Optional.empty();
  private volatile Optional<RuntimeException> bug = Optional.empty();

  /// @param elected told when everything that was decided before this one's election is in the news
  /// @param changed told when there are news
  Replica(Passport self, Position position, Runnable elected, Runnable changed) {
    this.self = self;
    this.position = position;
    this.elected = elected;
    this.changed = changed;
  }

  /// What this controller has worked out already for an entry that it proposes.
  void expect(Entry entry, State after) {
    ahead = Optional.of(new Ahead(entry, after));
  }

  /// What the controllers must know of each other, as far as the log has been read.
  Keepers keepers() {
    return position.state().keepers();
  }

  /// @throws RuntimeException if an entry could not be applied, which is a bug
  List<News> news() {
    requireWhole();
    List<News> all = new ArrayList<>();
    for (News each = news.poll(); each != null; each = news.poll()) {
      all.add(each);
    }
    return all;
  }

  /// @return the next index if asked for it, or whether an entry counts
  @Override
  public Object runOperation(long index, Object operation) {
    if (operation.equals(HOW_FAR)) {
      return position.next();
    }
    requireWhole();
    try {
      return apply((Payload) operation);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("place", index).setCause(e).log("cannot apply an entry");
      stop(e);
      throw e;
    }
  }

  private void stop(RuntimeException why) {
    bug = Optional.of(why);
    changed.run();
  }

  private void requireWhole() {
    bug.ifPresent(broken -> {
      throw new IllegalStateException("the ledger's replica broke", broken);
    });
  }

  private boolean apply(Payload payload) {
    boolean counts =
        switch (payload.read()) {
          case Proposal.Batch(var entry) -> append(entry);
          case Proposal.Elected _ -> {
            newestElection.filter(payload::equals).ifPresent(_ -> elected.run());
            yield true;
          }
          case Proposal.Packed _, Proposal.Brief _ ->
              throw new IllegalStateException("it was opened to be read");
          case Proposal.Members _ -> throw new IllegalStateException("the library's own business");
        };
    payload.forget();
    return counts;
  }

  private boolean append(Entry entry) {
    if (entry.index() != position.next()) {
      return false;
    }
    Position next =
        ahead
            .filter(expected -> expected.entry().equals(entry))
            .map(expected -> new Position(expected.after(), entry.next(), entry.at()))
            .orElseGet(() -> position.after(entry));
    requireFit(next);
    position = next;
    ahead = Optional.empty();
    news.add(new News.Appended(entry, position.state()));
    changed.run();
    return true;
  }

  private void requireFit(Position next) {
    self.objection(next.state().keepers())
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
  }

  /// Not of a state that lacks something.
  @Override
  public void takeSnapshot(long index, Consumer<Object> chunks) {
    requireWhole();
    chunks.accept(SavedState.of(position));
  }

  @Override
  public void installSnapshot(long index, List<Object> chunks) {
    Position installed = ((SavedState) chunks.getFirst()).position();
    try {
      requireFit(installed);
    } catch (IllegalStateException e) {
      LOG.error("cannot go on from a checkpoint", e);
      stop(e);
      throw e;
    }
    if (installed.next() != position.next()) {
      position = installed;
      news.add(new News.Restored(installed));
      changed.run();
    }
  }

  @Override
  public Object getNewTermOperation() {
    Payload election = Payload.of(new Proposal.Elected(self.peer()));
    newestElection = Optional.of(election);
    return election;
  }

  /// An entry on its way and the state it will make.
  private record Ahead(Entry entry, State after) {}
}
