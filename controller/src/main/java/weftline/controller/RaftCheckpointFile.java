package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The checkpoints of a replicated ledger: a file each, with a head that says where in the log it
/// belongs, and the state, compressed. The newest counts; some older ones are kept for people.
final class RaftCheckpointFile {
  static final int KEPT = 10;

  private static final String ENDING = ".checkpoint";
  private static final long MAGIC = 0x5745_4654_5243_4821L; // "WEFTRCH!"

  private RaftCheckpointFile() {}

  static Optional<RaftCheckpoint> newest(Path folder) throws IOException {
    List<Path> files = all(folder);
    return files.isEmpty() ? Optional.empty() : Optional.of(read(files.getLast()));
  }

  /// How long the newest is; nothing if there is none.
  static long newestBytes(Path folder) throws IOException {
    List<Path> files = all(folder);
    return files.isEmpty() ? 0 : Files.size(files.getLast());
  }

  /// Oldest first.
  static List<Path> all(Path folder) throws IOException {
    return DurableFiles.list(folder, ENDING);
  }

  static RaftCheckpoint read(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    RecordFormat.index(file, content, MAGIC);
    int stateAt = RecordFormat.HEADER_BYTES;
    Head head = LedgerCodec.read(file, record(file, content, stateAt), Head.class);
    stateAt += RecordFormat.FRAME_BYTES + content.getInt(stateAt);
    return new RaftCheckpoint(
        head.at(), head.group(), SavedState.of(record(file, content, stateAt)));
  }

  private static byte[] record(Path file, ByteBuffer content, int position)
      throws DamagedLedgerException {
    if (!RecordFormat.isRecord(content, position)) {
      throw new DamagedLedgerException(
          file, position, "the checksum or length of the checkpoint is wrong");
    }
    return RecordFormat.payload(content, position);
  }

  /// Writes it, then forgets the oldest ones. Answers the place of the oldest that is kept.
  static long write(Path folder, RaftCheckpoint checkpoint) throws IOException {
    byte[] head = LedgerCodec.write(new Head(checkpoint.at(), checkpoint.group()));
    byte[] state = checkpoint.state().bytes();
    ByteBuffer content =
        ByteBuffer.allocate(
            RecordFormat.HEADER_BYTES + 2 * RecordFormat.FRAME_BYTES + head.length + state.length);
    RecordFormat.putHeader(content, MAGIC, checkpoint.at().index());
    RecordFormat.putRecord(content, head);
    RecordFormat.putRecord(content, state);
    DurableFiles.replace(
        folder.resolve("%020d%s".formatted(checkpoint.at().index(), ENDING)), content.flip());
    List<Path> files = all(folder);
    int forgotten = Math.max(0, files.size() - KEPT);
    for (Path old : files.subList(0, forgotten)) {
      Files.delete(old);
    }
    return index(files.get(forgotten));
  }

  private static long index(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
  }

  /// Where in the log the state belongs, and who was in the group there.
  record Head(LetterHead.Spot at, Group group) {}
}
