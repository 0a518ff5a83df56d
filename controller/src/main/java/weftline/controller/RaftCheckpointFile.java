package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The checkpoints of a replicated ledger: a file each, with a head that says where in the log it
/// belongs, and the state, compressed. The newest counts; some older ones are kept for people, and
/// for the day when the newest cannot be read.
final class RaftCheckpointFile {
  static final int KEPT = 10;

  private static final String ENDING = ".checkpoint";

  /// Of one that was brought from elsewhere.
  private static final String BROUGHT = "-brought" + ENDING;

  private static final int DIGITS = 20;
  private static final long MAGIC = 0x5745_4654_5243_4821L; // "WEFTRCH!"

  private RaftCheckpointFile() {}

  /// The newest that can be read, whatever stands beside it.
  static Newest newest(Path folder) throws IOException {
    Optional<Damaged> newer = Optional.empty();
    for (Path file : all(folder).reversed()) {
      try {
        return new Newest(Optional.of(read(file)), newer);
      } catch (DamagedLedgerException e) {
        if (file.toString().endsWith(BROUGHT)) {
          throw e; // the log before it may be another one than the others agreed on
        }
        newer = newer.or(() -> Optional.of(new Damaged(index(file), e)));
      }
    }
    return new Newest(Optional.empty(), newer);
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
    DurableFiles.replace(folder.resolve(name(checkpoint)), content.flip());
    List<Path> files = all(folder);
    int forgotten = Math.max(0, files.size() - KEPT);
    for (Path old : files.subList(0, forgotten)) {
      Files.delete(old);
    }
    return index(files.get(forgotten));
  }

  private static String name(RaftCheckpoint checkpoint) {
    String ending = checkpoint.state().isOwn() ? ENDING : BROUGHT;
    return "%020d%s".formatted(checkpoint.at().index(), ending);
  }

  private static long index(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, DIGITS));
  }

  /// What there is to begin from.
  ///
  /// @param newer what cannot be read, and was made later
  record Newest(Optional<RaftCheckpoint> checkpoint, Optional<Damaged> newer) {
    /// Where in the log it belongs; nothing if there is none.
    long index() {
      return checkpoint.map(RaftCheckpoint::at).map(LetterHead.Spot::index).orElse(0L);
    }

    /// Fails unless the log makes up for what cannot be read: whoever forgets what he has
    /// acknowledged may not go on in the others' company.
    ///
    /// @param reached how far the log goes on from here without a gap
    void requireReached(long reached) throws DamagedLedgerException {
      if (newer.isPresent() && reached < newer.get().index()) {
        throw newer.get().why();
      }
    }
  }

  /// One that cannot be read, and where in the log it belonged.
  record Damaged(long index, DamagedLedgerException why) {}

  /// Where in the log the state belongs, and who was in the group there.
  record Head(LetterHead.Spot at, Group group) {}
}
