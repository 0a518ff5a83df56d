package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// The ballot on disk, replaced as a whole.
final class BallotFile {
  private static final String NAME = "ballot";
  private static final long MAGIC = 0x5745_4654_4241_4c21L; // "WEFTBAL!"

  private BallotFile() {}

  /// A blank one if there is none.
  static Ballot read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Ballot.BLANK;
    }
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    RecordFormat.index(file, content, MAGIC);
    if (!RecordFormat.isRecord(content, RecordFormat.HEADER_BYTES)) {
      throw new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the checksum or length of the ballot is wrong");
    }
    byte[] payload = RecordFormat.payload(content, RecordFormat.HEADER_BYTES);
    return LedgerCodec.read(file, payload, Ballot.class);
  }

  /// Returns when it is on disk.
  static void write(Path folder, Ballot ballot) throws IOException {
    byte[] payload = LedgerCodec.write(ballot);
    ByteBuffer content =
        ByteBuffer.allocate(RecordFormat.HEADER_BYTES + RecordFormat.FRAME_BYTES + payload.length);
    RecordFormat.putHeader(content, MAGIC, ballot.term());
    RecordFormat.putRecord(content, payload);
    DurableFiles.replace(folder.resolve(NAME), content.flip());
  }
}
