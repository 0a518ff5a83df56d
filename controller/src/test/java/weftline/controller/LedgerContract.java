package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;

/// What the controller may rely on, whatever keeps the log.
abstract class LedgerContract {
  static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  /// Opens the same ledger again, as the next run of the program would, and waits until it may be
  /// appended to.
  abstract Ledger reopen() throws IOException;

  /// Ends the run before.
  abstract void close(Ledger ledger) throws IOException;

  /// Lets happen whatever leads to it.
  abstract void waitUntil(BooleanSupplier wanted);

  @Test
  void beginsEmpty() throws Exception {
    Ledger ledger = reopen();

    assertThat(read(ledger)).isEqualTo(Position.START);
    close(ledger);
  }

  @Test
  void bringsBackTheStateOfEveryEntry() throws Exception {
    append(1, 50);

    Ledger ledger = reopen();
    Position read = read(ledger);
    assertThat(read.next()).isEqualTo(51);
    assertThat(read.at()).isEqualTo(AT.plusSeconds(50));
    assertThat(read.state().nodes().values()).hasSize(50);
    close(ledger);
  }

  @Test
  void goesOnAfterReopening() throws Exception {
    append(1, 3);
    append(4, 6);

    Ledger ledger = reopen();
    assertThat(read(ledger).next()).isEqualTo(7);
    close(ledger);
  }

  @Test
  void bringsAsNewsWhatWasAppended() throws Exception {
    Ledger ledger = reopen();
    State after = read(ledger).state().applyAll(entry(1).events());
    CompletableFuture<Void> durable = ledger.append(entry(1), after);
    waitUntil(durable::isDone);

    assertThat(durable).isCompleted();
    assertThat(ledger.news()).containsExactly(new News.Appended(entry(1), after));
    assertThat(ledger.news()).isEmpty();
    close(ledger);
  }

  @Test
  void knowsHowFarItIs() throws Exception {
    append(1, 3);
    Ledger ledger = reopen();
    var _ = read(ledger);
    CompletableFuture<Long> next = ledger.confirm();
    waitUntil(next::isDone);

    assertThat(next).isCompletedWithValue(4L);
    close(ledger);
  }

  @Test
  void comesBackFromACheckpointAndWhatFollows() throws Exception {
    append(1, 1_100);

    Ledger ledger = reopen();
    assertThat(ledger.recover().position().next()).isGreaterThan(900);
    assertThat(read(ledger).next()).isEqualTo(1_101);
    close(ledger);
  }

  void append(int from, int to) throws Exception {
    Ledger ledger = reopen();
    Position position = read(ledger);
    for (int i = from; i <= to; i++) {
      Position next = position.after(entry(i));
      CompletableFuture<Void> durable = ledger.append(entry(i), next.state());
      waitUntil(durable::isDone);
      durable.join();
      position = next;
    }
    close(ledger);
  }

  static Position read(Ledger ledger) {
    Position position = ledger.recover().position();
    for (News news : ledger.news()) {
      position =
          switch (news) {
            case News.Appended(var entry, var after) ->
                new Position(after, entry.next(), entry.at());
            case News.Restored(var restored) -> restored;
          };
    }
    return position;
  }

  private static NodeDescription node(int number) {
    return new NodeDescription(
        new NodeId("n" + number),
        "10.0.0.1",
        0,
        new Capacity(1, 1, 1),
        new PortRange(20_000, 20_009));
  }

  static Entry entry(int index) {
    return entry(index, 1);
  }

  static Entry entry(int index, int events) {
    List<Event> joined = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      joined.add(new Event.NodeJoined(node(index + i)));
    }
    return new Entry(index, AT.plusSeconds(index), joined);
  }
}
