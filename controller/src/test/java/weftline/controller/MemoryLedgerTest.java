package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import weftline.core.State;

/// The contract, and the one fault that can be switched on.
class MemoryLedgerTest extends LedgerContract {
  private final MemoryLedger ledger = new MemoryLedger();

  @Override
  Ledger reopen() {
    return ledger;
  }

  @Override
  void close(Ledger open) {
    // it outlives who writes to it
  }

  @Override
  void waitUntil(BooleanSupplier wanted) {
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  @Test
  void refusesWhileItIsFull() {
    ledger.fill(true);
    assertThat(ledger.append(entry(1), State.EMPTY).exceptionNow()).isInstanceOf(IOException.class);

    ledger.fill(false);
    assertThat(ledger.append(entry(1), State.EMPTY)).isCompleted();
  }

  @Test
  void refusesAnEntryThatLeavesAGap() {
    assertThatThrownBy(() -> ledger.append(entry(9), State.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry 9 where 1 belongs");
  }
}
