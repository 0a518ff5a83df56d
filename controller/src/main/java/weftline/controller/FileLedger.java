package weftline.controller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A ledger in a folder of one machine: durable when the disk has it.
///
/// Reads everything when it is opened and stops the start if anything is damaged, but for a torn
/// end, which nobody was told about.
public final class FileLedger implements Ledger {
  private static final int SEGMENT_BYTES = 4 << 20;

  private final Path folder;
  private final FolderLock lock;
  private final SegmentLog log;
  private Optional<Recovery> recovered;
  private long next;

  private FileLedger(Path folder, FolderLock lock, SegmentLog log, Recovery recovered) {
    this.folder = folder;
    this.lock = lock;
    this.log = log;
    this.recovered = Optional.of(recovered);
    this.next = recovered.next();
  }

  /// Opens the folder, which is made if it is missing.
  ///
  /// @throws FolderInUseException if another process has it
  /// @throws DamagedLedgerException if what it holds cannot be trusted
  public static FileLedger open(Path folder) throws IOException {
    return open(folder, SEGMENT_BYTES, DiskSpace.of(folder));
  }

  static FileLedger open(Path folder, int segmentBytes, DiskSpace space) throws IOException {
    FolderLock lock = FolderLock.take(folder);
    try {
      DurableFiles.sweep(folder);
      Optional<Checkpoint> checkpoint = CheckpointFile.newest(folder);
      EntryReader reader = new EntryReader(checkpoint);
      SegmentLog log = SegmentLog.open(folder, segmentBytes, space, reader);
      reader.end(folder);
      return new FileLedger(folder, lock, log, new Recovery(checkpoint, reader.entries));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /// To be called once, before the first append: the entries are not kept in memory.
  @Override
  public synchronized Recovery recover() {
    Recovery all = recovered.orElseThrow(() -> new IllegalStateException("recovered before"));
    recovered = Optional.empty();
    return all;
  }

  @Override
  public synchronized void append(Entry entry) throws IOException {
    if (entry.index() != next) {
      throw new IllegalArgumentException("entry " + entry.index() + " where " + next + " belongs");
    }
    log.append(entry.index(), LedgerCodec.write(entry));
    next = entry.next();
  }

  @Override
  public synchronized void check() throws IOException {
    log.check();
  }

  @Override
  public synchronized void save(Checkpoint checkpoint) throws IOException {
    ByteBuffer content = CheckpointFile.encode(checkpoint);
    log.requireSpace(content.remaining());
    CheckpointFile.write(folder, checkpoint.next(), content);
    log.dropBefore(checkpoint.next() - Journal.EVENTS_MAX);
  }

  @Override
  public synchronized void close() throws IOException {
    try (lock) {
      log.close();
    }
  }

  /// Decodes entries and sees that none is missing.
  private static final class EntryReader implements SegmentLog.Reader {
    final List<Entry> entries = new ArrayList<>();
    final Optional<Checkpoint> checkpoint;

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
      if (!entries.isEmpty() && entries.getFirst().index() > needed) {
        throw missing(Segment.file(folder, entries.getFirst().index()), needed);
      }
      if (!entries.isEmpty() && entries.getLast().next() < needed) {
        throw missing(Segment.file(folder, entries.getFirst().index()), entries.getLast().next());
      }
    }

    private static DamagedLedgerException missing(Path file, long index) {
      return new DamagedLedgerException(
          file, RecordFormat.HEADER_BYTES, "the entry with index " + index + " is missing");
    }
  }
}
