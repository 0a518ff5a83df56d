package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;
import weftline.net.Json;

/// Entries and checkpoints as JSON, so that a log can be read with the tools at hand.
final class LedgerCodec {
  private LedgerCodec() {}

  static byte[] write(Object value) {
    return Json.write(value);
  }

  static <T> T read(Path file, byte[] payload, Class<T> type) throws IOException {
    try {
      return Json.read(payload, type);
    } catch (IOException e) {
      throw new IOException(
          "The ledger's file %s holds something that this Weftline does not know: %s."
                  .formatted(file, e.getMessage())
              + " If a newer Weftline wrote it, start that version again.",
          e);
    }
  }
}
