package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;

/// What the ledger's files hold cannot be trusted. Starting all the same would forget decisions
/// that somebody was told about, so the program stops and says where to look.
public final class DamagedLedgerException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedLedgerException(Path file, long offset, String what) {
    super(
        "The ledger is damaged: %s in %s at byte %d. Nothing has been changed. Where other"
                .formatted(what, file.getFileName(), offset)
            + " controllers have the state, take this one out with `wfl controllers remove` and let"
            + " it in under a new name, with an empty folder; if it was alone, restore the folder"
            + " %s from a copy.".formatted(file.getParent()));
  }
}
