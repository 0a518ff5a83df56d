package weftline.controller;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file that gets the next records. It has its full length from the start, so that a sync
/// writes data and no file sizes, and a disk that fills up later does no harm here.
final class SegmentWriter implements Closeable {
  private final Segment segment;
  private final FileChannel channel;
  private final long length;
  private long end = RecordFormat.HEADER_BYTES;

  private SegmentWriter(Segment segment, FileChannel channel, long length) {
    this.segment = segment;
    this.channel = channel;
    this.length = length;
  }

  static SegmentWriter create(Path folder, long first, int length) throws IOException {
    Path file = Segment.file(folder, first);
    ByteBuffer content = ByteBuffer.allocate(length);
    RecordFormat.putHeader(content, Segment.MAGIC, first);
    DurableFiles.replace(file, content.clear());
    return new SegmentWriter(
        new Segment(file, first), FileChannel.open(file, StandardOpenOption.WRITE), length);
  }

  Segment segment() {
    return segment;
  }

  boolean hasRoomFor(int payload) {
    return end + RecordFormat.FRAME_BYTES + payload <= length;
  }

  /// Returns when the record is on disk. After a failure the next record takes the same place.
  void append(byte[] payload) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(RecordFormat.FRAME_BYTES + payload.length);
    RecordFormat.putRecord(content, payload);
    content.flip();
    long position = end;
    while (content.hasRemaining()) {
      position += channel.write(content, position);
    }
    channel.force(false);
    end = position;
  }

  /// Writes zeros where the next record goes, which is what is there unless a record failed.
  void check() throws IOException {
    if (hasRoomFor(0)) {
      channel.write(ByteBuffer.allocate(RecordFormat.FRAME_BYTES), end);
      channel.force(false);
    }
  }

  /// Gives back what was preallocated and not used.
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(end);
      channel.force(true);
    }
  }
}
