package weftline.controller;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The contract, and the one fault that can be switched on.
class MemoryLedgerTest extends LedgerContract {
  private final MemoryLedger ledger = new MemoryLedger();

  @Override
  Ledger reopen() {
    return ledger;
  }

  @Test
  void refusesWhileItIsFull() throws IOException {
    ledger.fill(true);
    assertThatThrownBy(() -> ledger.append(entry(1))).isInstanceOf(IOException.class);

    ledger.fill(false);
    ledger.append(entry(1));
  }
}
