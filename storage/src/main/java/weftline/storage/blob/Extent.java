package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file of bytes that only grows. Its places are given out by [ExtentStore]; writes to
/// different places need no order.
final class Extent {
  private static final Logger LOG = LoggerFactory.getLogger(Extent.class);

  private final long number;
  private final Path file;
  private final FileChannel channel;
  private long end;
  private int pins;
  private volatile boolean dirty;
  private volatile boolean broken;

  private Extent(long number, Path file, FileChannel channel) {
    this.number = number;
    this.file = file;
    this.channel = channel;
  }

  static Extent create(long number, Path file) throws IOException {
    return new Extent(
        number,
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  static Extent open(long number, Path file) throws IOException {
    return new Extent(number, file, FileChannel.open(file, StandardOpenOption.READ));
  }

  long number() {
    return number;
  }

  Path file() {
    return file;
  }

  long end() {
    return end;
  }

  /// Gives out the next place.
  long reserve(int length) {
    long offset = end;
    end += length;
    return offset;
  }

  void pin() {
    pins++;
  }

  void unpin() {
    pins--;
  }

  boolean isPinned() {
    return pins > 0;
  }

  void write(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    dirty = true;
  }

  void read(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, at);
      if (count < 0) {
        throw new IOException("extent " + file.getFileName() + " ends at " + at);
      }
      at += count;
    }
  }

  /// Brings to disk what has been written until now. After a failure nobody knows what is there, so
  /// the extent counts as broken: what was to be in it must be written again, elsewhere.
  void sync() {
    if (!dirty) {
      return;
    }
    dirty = false;
    try {
      channel.force(false);
    } catch (IOException e) {
      LOG.atError().addKeyValue("extent", file).setCause(e).log("sync failed");
      broken = true;
    }
  }

  boolean isBroken() {
    return broken;
  }

  void close() throws IOException {
    channel.close();
  }
}
