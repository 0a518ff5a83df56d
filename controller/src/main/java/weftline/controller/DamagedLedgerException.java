package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;

/// What the ledger's files hold cannot be trusted. Starting all the same would forget decisions
/// that somebody was told about, so the program stops and says where to look.
public final class DamagedLedgerException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedLedgerException(Path file, long offset, String what) {
    super(
        "The ledger is damaged: %s in %s at byte %d. Restore the folder %s from a copy; nothing has"
                .formatted(what, file.getFileName(), offset, file.getParent())
            + " been changed.");
  }
}
