package weftline.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says how many bytes may still be written. Asked before the ledger grows, so that a full disk is
/// a refusal and not half a record.
@FunctionalInterface
interface DiskSpace {
  long usableBytes() throws IOException;

  static DiskSpace of(Path folder) {
    return () -> Files.getFileStore(folder).getUsableSpace();
  }
}
