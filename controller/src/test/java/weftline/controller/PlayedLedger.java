package weftline.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weftline.core.State;

/// A ledger whose other controllers are the test: it says who is primary and what they have
/// decided.
public final class PlayedLedger implements Ledger {
  private final List<News> news = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private Standing standing;
  private Position position = Position.START;
  private List<Membership.Member> members = List.of();
  private History history = PlayedHistory.NONE;
  private Runnable listener = () -> {};

  public PlayedLedger(Standing standing) {
    this.standing = standing;
  }

  public static Standing secondary(Optional<Peer> primary) {
    return new Standing.Secondary(primary);
  }

  public void become(Standing newStanding) {
    standing = newStanding;
    listener.run();
  }

  /// Somebody else has appended.
  public void bring(Entry entry) {
    position = position.after(entry);
    news.add(new News.Appended(entry, position.state()));
    listener.run();
  }

  /// Too much was missed.
  void restore(Position newPosition) {
    position = newPosition;
    news.add(new News.Restored(newPosition));
    listener.run();
  }

  public void group(Membership.Member... newMembers) {
    members = List.of(newMembers);
  }

  /// What it still holds of the past.
  public void hold(History newHistory) {
    history = newHistory;
  }

  /// What is under way becomes durable.
  void agree() {
    for (Waiting each : List.copyOf(waiting)) {
      waiting.remove(each);
      bring(each.entry());
      each.durable().complete(null);
    }
  }

  /// What is under way is lost.
  void lose() {
    standing = secondary(Optional.empty());
    for (Waiting each : List.copyOf(waiting)) {
      waiting.remove(each);
      each.durable().completeExceptionally(notPrimary());
    }
  }

  @Override
  public Recovery recover() {
    return new Recovery(position, List.of());
  }

  @Override
  public CompletableFuture<Void> append(Entry entry, State after) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    waiting.add(new Waiting(entry, durable));
    return durable;
  }

  @Override
  public List<News> news() {
    List<News> all = List.copyOf(news);
    news.clear();
    return all;
  }

  @Override
  public Standing standing() {
    return standing;
  }

  @Override
  public CompletableFuture<Long> confirm() {
    return standing instanceof Standing.Primary
        ? CompletableFuture.completedFuture(position.next())
        : CompletableFuture.failedFuture(notPrimary());
  }

  private NotPrimary notPrimary() {
    return new NotPrimary(
        standing instanceof Standing.Secondary secondary
            ? secondary
            : new Standing.Secondary(Optional.empty()));
  }

  @Override
  public void check() {
    // there is room
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Membership membership() {
    return new PlayedMembership(members);
  }

  @Override
  public void listen(Runnable newListener) {
    listener = newListener;
  }

  @Override
  public void close() {
    // nothing to let go of
  }

  /// An entry on its way.
  private record Waiting(Entry entry, CompletableFuture<Void> durable) {}
}
