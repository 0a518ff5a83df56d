package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file of bytes that only grows. Its places are given out by [ExtentStore]; writes to
/// different places need no order.
final class Extent {
  /// A file grows by this much at once: a sync is up to twice as fast when it need not write down a
  /// new length.
  static final long GROWTH = 16L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Extent.class);

  private final long number;
  private final ExtentFiles.ExtentFile file;
  private final boolean writable;
  private long end;
  private long grown;
  private int pins;
  private volatile boolean broken;

  private Extent(long number, ExtentFiles.ExtentFile file, boolean writable) {
    this.number = number;
    this.file = file;
    this.writable = writable;
  }

  static Extent create(long number, ExtentFiles files) throws IOException {
    return new Extent(number, files.create(number), true);
  }

  static Extent open(long number, ExtentFiles files) throws IOException {
    return new Extent(number, files.open(number), false);
  }

  long number() {
    return number;
  }

  long end() {
    return end;
  }

  /// Of the file, with what it has grown by.
  long size() throws IOException {
    return file.size();
  }

  /// Gives out the next place.
  long reserve(int length) throws IOException {
    int unit = file.unit(length);
    long offset = roundedUp(end, unit);
    long newEnd = roundedUp(offset + length, unit);
    if (newEnd > grown) {
      long longer = roundedUp(newEnd, GROWTH);
      file.grow(longer);
      grown = longer;
    }
    end = newEnd;
    return offset;
  }

  /// Takes a place back that could not be filled, if it is the last.
  void giveBack(long offset, int length) {
    if (end == roundedUp(offset + length, file.unit(length))) {
      end = offset;
    }
  }

  private static long roundedUp(long number, long unit) {
    return Math.ceilDiv(number, unit) * unit;
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
      at += file.write(bytes, at);
    }
  }

  void read(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      int count = file.read(bytes, at);
      if (count < 0) {
        throw new IOException("extent " + number + " ends at " + at);
      }
      at += count;
    }
  }

  /// Brings to disk what has been written until now. After a failure nobody knows what is there, so
  /// the extent counts as broken: what was to be in it must be written again, elsewhere.
  void sync() {
    try {
      file.sync();
    } catch (IOException e) {
      LOG.atError().addKeyValue("extent", number).setCause(e).log("sync failed");
      broken = true;
    }
  }

  boolean isBroken() {
    return broken;
  }

  /// No more places will be given out.
  void seal() throws IOException {
    if (writable && !broken) {
      file.truncate(end);
    }
  }

  void close() throws IOException {
    seal();
    file.close();
  }
}
