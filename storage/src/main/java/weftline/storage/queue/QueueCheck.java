package weftline.storage.queue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.storage.CheckReport;
import weftline.storage.RowCheck;

/// Checks the rows of queues: each can be read, belongs to a queue, and has its counterpart.
public final class QueueCheck {
  private final KeyValueStore.Snapshot snapshot;
  private final CheckReport report;
  private final RowCheck rows;
  private final Set<Long> generations = new HashSet<>();

  private QueueCheck(KeyValueStore.Snapshot snapshot, CheckReport report) {
    this.snapshot = snapshot;
    this.report = report;
    this.rows = new RowCheck(snapshot, report);
  }

  public static void run(KeyValueStore.Snapshot snapshot, CheckReport report) {
    new QueueCheck(snapshot, report).run();
  }

  private void run() {
    rows.each(
        "a queue",
        QueueKeys.queues(),
        (_, row) -> generations.add(QueueRow.read(row).generation()));
    Set<Long> dead = new HashSet<>();
    rows.each(
        "a dead queue", QueueKeys.dead(), (key, _) -> dead.add(QueueKeys.deadGeneration(key)));
    rows.each("a message", QueueKeys.messages(), (key, row) -> message(key, row, dead));
    rows.each("a turn", QueueKeys.turns(), (key, _) -> turn(key, dead));
  }

  private void message(Key key, byte[] bytes, Set<Long> dead) {
    MessageRow row = MessageRow.read(bytes);
    long generation = QueueKeys.messageGeneration(key);
    if (dead.contains(generation)) {
      return;
    }
    if (!generations.contains(generation)) {
      report.orphan("message " + key + " of no queue");
    } else if (snapshot
        .get(QueueKeys.turn(generation, row.visibleAt(), QueueKeys.messageId(key)))
        .isEmpty()) {
      report.damage("message " + QueueKeys.messageId(key) + " never has its turn");
    }
  }

  private void turn(Key key, Set<Long> dead) {
    long generation = QueueKeys.turnGeneration(key);
    if (dead.contains(generation)) {
      return;
    }
    if (!generations.contains(generation)) {
      report.orphan("turn " + key + " of no queue");
      return;
    }
    Optional<byte[]> message =
        snapshot.get(QueueKeys.message(generation, QueueKeys.turnMessage(key)));
    if (message.isEmpty()) {
      report.damage("there is no message " + QueueKeys.turnMessage(key) + ", but its turn comes");
    }
  }
}
