package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the ledger of the versions that knew one controller only. It is left as it is.
final class EarlierLedger {
  private static final String CHECKPOINT = ".checkpoint";
  private static final long CHECKPOINT_MAGIC = 0x5745_4654_4348_4b21L; // "WEFTCHK!"
  private static final int SEGMENT_BYTES = 4 << 20;

  private EarlierLedger() {}

  /// Empty if there is none.
  ///
  /// @throws DamagedLedgerException if what it holds cannot be trusted
  static Optional<Recovery> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      Optional<Checkpoint> checkpoint = newestCheckpoint(folder);
      EntryReader reader = new EntryReader(checkpoint);
      SegmentLog.open(folder, SEGMENT_BYTES, () -> Long.MAX_VALUE, reader).close();
      reader.end(folder);
      return checkpoint.isEmpty() && reader.entries.isEmpty()
          ? Optional.empty()
          : Optional.of(Recovery.replay(checkpoint, reader.entries));
    }
  }

  private static Optional<Checkpoint> newestCheckpoint(Path folder) throws IOException {
    List<Path> files = DurableFiles.list(folder, CHECKPOINT);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Path file = files.getLast();
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    RecordFormat.index(file, content, CHECKPOINT_MAGIC);
    if (!RecordFormat.isRecord(content, RecordFormat.HEADER_BYTES)) {
      throw new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the checksum or length of the checkpoint is wrong");
    }
    byte[] payload = RecordFormat.payload(content, RecordFormat.HEADER_BYTES);
    return Optional.of(LedgerCodec.read(file, payload, Checkpoint.class));
  }

  /// Decodes entries and sees that none is missing.
  private static final class EntryReader implements SegmentLog.Reader {
    final List<Entry> entries = new ArrayList<>();
    private final Optional<Checkpoint> checkpoint;

    EntryReader(Optional<Checkpoint> checkpoint) {
      this.checkpoint = checkpoint;
    }

    @Override
    public void read(Path file, byte[] payload) throws IOException {
      Entry entry = LedgerCodec.read(file, payload, Entry.class);
      if (!entries.isEmpty() && entries.getLast().next() != entry.index()) {
        throw missing(file, entries.getLast().next());
      }
      entries.add(entry);
    }

    void end(Path folder) throws IOException {
      long needed = checkpoint.map(Checkpoint::next).orElse(1L);
      if (!entries.isEmpty()
          && (entries.getFirst().index() > needed || entries.getLast().next() < needed)) {
        throw missing(Segment.file(folder, entries.getFirst().index()), needed);
      }
    }

    private static DamagedLedgerException missing(Path file, long index) {
      return new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the entry with index " + index + " is missing");
    }
  }
}
