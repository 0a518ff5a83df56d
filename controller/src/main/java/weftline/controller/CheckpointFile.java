package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The checkpoints in the ledger's folder: the newest one counts, and it is replaced as a whole.
final class CheckpointFile {
  static final String ENDING = ".checkpoint";

  private static final long MAGIC = 0x5745_4654_4348_4b21L; // "WEFTCHK!"

  private CheckpointFile() {}

  static Optional<Checkpoint> newest(Path folder) throws IOException {
    List<Path> files = DurableFiles.list(folder, ENDING);
    return files.isEmpty() ? Optional.empty() : Optional.of(read(files.getLast()));
  }

  private static Checkpoint read(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    RecordFormat.index(file, content, MAGIC);
    if (!RecordFormat.isRecord(content, RecordFormat.HEADER_BYTES)) {
      throw new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the checksum or length of the checkpoint is wrong");
    }
    return LedgerCodec.read(
        file, RecordFormat.payload(content, RecordFormat.HEADER_BYTES), Checkpoint.class);
  }

  /// Encoded, so that the caller can ask for room before it writes.
  static ByteBuffer encode(Checkpoint checkpoint) {
    byte[] payload = LedgerCodec.write(checkpoint);
    ByteBuffer content =
        ByteBuffer.allocate(RecordFormat.HEADER_BYTES + RecordFormat.FRAME_BYTES + payload.length);
    RecordFormat.putHeader(content, MAGIC, checkpoint.next());
    RecordFormat.putRecord(content, payload);
    return content.flip();
  }

  /// Writes the checkpoint, then forgets the ones before it.
  static void write(Path folder, long next, ByteBuffer content) throws IOException {
    Path file = folder.resolve("%020d%s".formatted(next, ENDING));
    DurableFiles.replace(file, content);
    for (Path old : DurableFiles.list(folder, ENDING)) {
      if (!old.getFileName().equals(file.getFileName())) {
        Files.delete(old);
      }
    }
  }
}
