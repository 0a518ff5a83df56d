package weftline.controller;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records in a folder of segment files: appended at the end, read on start, dropped from the
/// front. What was there at the start is never written to again; the first append of a run begins a
/// new segment.
final class SegmentLog implements Closeable {
  private final Path folder;
  private final int segmentBytes;
  private final DiskSpace space;
  private final List<Segment> segments = new ArrayList<>();
  private Optional<SegmentWriter> writer = Optional.empty();

  private SegmentLog(Path folder, int segmentBytes, DiskSpace space) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.space = space;
  }

  /// Opens the folder and hands every record to the reader, oldest first.
  static SegmentLog open(Path folder, int segmentBytes, DiskSpace space, Reader reader)
      throws IOException {
    SegmentLog log = new SegmentLog(folder, segmentBytes, space);
    List<Path> files = DurableFiles.list(folder, Segment.ENDING);
    for (int i = 0; i < files.size(); i++) {
      log.read(Segment.open(files.get(i)), i == files.size() - 1, reader);
    }
    return log;
  }

  private void read(Segment segment, boolean newest, Reader reader) throws IOException {
    List<byte[]> payloads = newest ? segment.readAndCut() : segment.read();
    if (payloads.isEmpty()) {
      Files.delete(segment.file());
      return;
    }
    segments.add(segment);
    for (byte[] payload : payloads) {
      reader.read(segment.file(), payload);
    }
  }

  /// Returns when the record is on disk.
  void append(long index, byte[] payload) throws IOException {
    if (payload.length > RecordFormat.PAYLOAD_MAX) {
      throw new IOException(
          "a record of %d bytes is longer than the %d that the ledger takes"
              .formatted(payload.length, RecordFormat.PAYLOAD_MAX));
    }
    if (writer.filter(current -> current.hasRoomFor(payload.length)).isEmpty()) {
      begin(index, payload.length);
    }
    writer.orElseThrow().append(payload);
  }

  /// Fails if a record of this length could not be written now for lack of space.
  void requireRoom(int payload) throws IOException {
    if (writer.filter(current -> current.hasRoomFor(payload)).isEmpty()) {
      requireSpace(Math.max(segmentBytes, payload));
    }
  }

  /// Fails if a record of any usual length could not be written now.
  void check() throws IOException {
    requireSpace(segmentBytes);
    if (writer.isPresent()) {
      writer.get().check();
    }
  }

  private void begin(long index, int payload) throws IOException {
    int needed = RecordFormat.HEADER_BYTES + RecordFormat.FRAME_BYTES + payload;
    int length = Math.max(segmentBytes, needed);
    requireSpace(length);
    closeWriter();
    SegmentWriter next = SegmentWriter.create(folder, index, length);
    segments.add(next.segment());
    writer = Optional.of(next);
  }

  /// Refuses while the disk has no room for this many bytes and a reserve.
  void requireSpace(long bytes) throws IOException {
    long usable = space.usableBytes();
    if (usable < bytes + segmentBytes) {
      throw new IOException(
          "The disk of %s is full: %d bytes are left, the ledger needs %d."
                  .formatted(folder, usable, bytes + segmentBytes)
              + " Free some space; changes are taken again as soon as there is room.");
    }
  }

  /// Deletes the segments that hold nothing from this index on. The newest one stays.
  void dropBefore(long index) throws IOException {
    while (segments.size() > 1 && segments.get(1).first() <= index) {
      Files.delete(segments.removeFirst().file());
    }
    DurableFiles.syncFolder(folder);
  }

  private void closeWriter() throws IOException {
    Optional<SegmentWriter> full = writer;
    writer = Optional.empty();
    if (full.isPresent()) {
      full.get().close();
    }
  }

  @Override
  public void close() throws IOException {
    closeWriter();
  }

  /// Takes the records that were there when the log was opened.
  @FunctionalInterface
  interface Reader {
    void read(Path file, byte[] payload) throws IOException;
  }
}
