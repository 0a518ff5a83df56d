package weftline.storage.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.Transactions.Transaction;

/// One taking of messages. What it looks at is reserved in the lane, so that takers at the same
/// time find different messages instead of losing to each other.
final class Take implements AutoCloseable {
  private final OpenQueue queue;
  private final Lane lane;
  private final Lane.Search search;
  private final MessageIds ids;
  private final Instant now;
  private final Instant visibleAt;
  private final int max;

  private final List<Key> claimed = new ArrayList<>();
  private final List<Key> newTurns = new ArrayList<>();
  private final List<Message> taken = new ArrayList<>();
  private Key firstFound;
  private int expired;

  Take(OpenQueue queue, Lane lane, MessageIds ids, Instant now, Duration invisible, int max) {
    this.queue = queue;
    this.lane = lane;
    this.search = lane.search();
    this.ids = ids;
    this.now = now;
    this.visibleAt = now.plus(invisible);
    this.max = max;
    this.firstFound = end();
  }

  /// The work of a transaction; may run again.
  List<Message> choose(Transaction transaction) {
    letGo();
    queue.check(transaction);
    try (KeyValueStore.Cursor turns = transaction.scan(search.from(), Optional.of(end()))) {
      while (taken.size() < max && turns.next()) {
        Key turn = turns.key();
        if (turn.compareTo(firstFound) < 0) {
          firstFound = turn;
        }
        if (lane.claim(turn)) {
          claimed.add(turn);
          take(transaction, turn);
        }
      }
    }
    lane.arrive(newTurns);
    return List.copyOf(taken);
  }

  private void take(Transaction transaction, Key turn) {
    UUID id = QueueKeys.turnMessage(turn);
    Key key = QueueKeys.message(queue.generation(), id);
    Optional<MessageRow> found = transaction.get(key).map(MessageRow::read);
    transaction.delete(turn);
    if (found.isEmpty()) {
      return;
    }
    if (found.get().hasExpired(now)) {
      transaction.delete(key);
      expired++;
      return;
    }
    MessageRow row = found.get().taken(visibleAt, ids.receipt());
    Key newTurn = QueueKeys.turn(queue.generation(), visibleAt, id);
    transaction.put(key, row.toBytes());
    transaction.put(newTurn, new byte[0]);
    newTurns.add(newTurn);
    taken.add(new Message(id, row));
  }

  /// Stands behind all turns that have come.
  private Key end() {
    return QueueKeys.turnsAt(queue.generation(), now.plusMillis(1));
  }

  /// To be called when the changes are on disk.
  void finish() {
    lane.add(-expired);
  }

  @Override
  public void close() {
    lane.end(search, firstFound);
    letGo();
  }

  private void letGo() {
    lane.release(claimed);
    lane.arrived(newTurns);
    claimed.clear();
    newTurns.clear();
    taken.clear();
    firstFound = end();
    expired = 0;
  }
}
