package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.NodeId;

/// What the controller may rely on, whatever keeps the log.
abstract class LedgerContract {
  static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  /// Opens the same ledger again, as the next run of the program would.
  abstract Ledger reopen() throws IOException;

  @Test
  void beginsEmpty() throws Exception {
    try (Ledger ledger = reopen()) {
      Recovery recovery = ledger.recover();

      assertThat(recovery.entries()).isEmpty();
      assertThat(recovery.checkpoint()).isEmpty();
      assertThat(recovery.next()).isEqualTo(1);
    }
  }

  @Test
  void givesBackEveryEntryInOrder() throws Exception {
    List<Entry> written = append(1, 50);

    try (Ledger ledger = reopen()) {
      assertThat(ledger.recover().entries()).isEqualTo(written);
    }
  }

  @Test
  void goesOnAfterReopening() throws Exception {
    append(1, 3);
    append(4, 6);

    try (Ledger ledger = reopen()) {
      assertThat(ledger.recover().next()).isEqualTo(7);
    }
  }

  @Test
  void refusesAnEntryThatLeavesAGap() throws Exception {
    append(1, 3);
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();

      assertThatThrownBy(() -> ledger.append(entry(9)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("entry 9 where 4 belongs");
    }
  }

  @Test
  void givesBackTheNewestCheckpointAndWhatFollows() throws Exception {
    append(1, 3);
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      ledger.save(new Checkpoint(2, AT, State.EMPTY.snapshot()));
      ledger.save(new Checkpoint(4, AT, State.EMPTY.snapshot()));
      ledger.append(entry(4));
    }

    try (Ledger ledger = reopen()) {
      Recovery recovery = ledger.recover();
      assertThat(recovery.checkpoint().orElseThrow().next()).isEqualTo(4);
      assertThat(recovery.entries()).contains(entry(4));
      assertThat(recovery.next()).isEqualTo(5);
    }
  }

  @Test
  void forgetsWhatIsOlderThanCheckpointAndJournal() throws Exception {
    int last = Journal.EVENTS_MAX + 2_000;
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      for (int i = 1; i <= last; i += 1_000) {
        ledger.append(entry(i, 1_000));
      }
      ledger.save(new Checkpoint(last + 1L, AT, State.EMPTY.snapshot()));
    }

    try (Ledger ledger = reopen()) {
      List<Entry> entries = ledger.recover().entries();
      assertThat(entries.getFirst().index()).isGreaterThan(1);
      assertThat(entries.getFirst().index()).isLessThanOrEqualTo(last - Journal.EVENTS_MAX + 1L);
      assertThat(entries.getLast().next()).isEqualTo(last + 1L);
    }
  }

  List<Entry> append(int from, int to) throws Exception {
    List<Entry> written = new ArrayList<>();
    try (Ledger ledger = reopen()) {
      var _ = ledger.recover();
      for (int i = from; i <= to; i++) {
        Entry entry = entry(i);
        ledger.append(entry);
        written.add(entry);
      }
    }
    return written;
  }

  static Entry entry(int index) {
    return entry(index, 1);
  }

  static Entry entry(int index, int events) {
    List<Event> drained = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      drained.add(new Event.NodeDrained(new NodeId("n" + (index + i))));
    }
    return new Entry(index, AT.plusSeconds(index), drained);
  }
}
