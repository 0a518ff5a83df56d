package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Numbers, order and the bound.
class JournalTest {
  private final Journal journal = new Journal();

  @Test
  void countsEventsAcrossEntries() {
    journal.add(LedgerContract.entry(1, 3));
    journal.add(LedgerContract.entry(4, 2));

    assertThat(journal.last()).isEqualTo(5);
    assertThat(journal.after(3, 10)).extracting(Journal.Line::number).containsExactly(4L, 5L);
  }

  @Test
  void givesTheOldestFirstWhenThereAreTooMany() {
    journal.add(LedgerContract.entry(1, 100));

    assertThat(journal.after(10, 2)).extracting(Journal.Line::number).containsExactly(11L, 12L);
  }

  @Test
  void forgetsTheOldest() {
    journal.add(LedgerContract.entry(1, Journal.EVENTS_MAX + 5));

    assertThat(journal.after(0, 1)).extracting(Journal.Line::number).containsExactly(6L);
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(journal.last()).isZero();
    assertThat(journal.after(0, 10)).isEmpty();
  }
}
