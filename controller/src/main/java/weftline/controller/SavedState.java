package weftline.controller;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import weftline.net.Json;

/// A checkpoint on its way to disk or to another controller. States are values, so it is put into
/// bytes when somebody needs them, which is not while the log waits.
final class SavedState {
  private final ReentrantLock lock = new ReentrantLock();
  private final boolean own;
  private Optional<Position> position;
  private Optional<byte[]> bytes;

  private SavedState(Optional<Position> position, Optional<byte[]> bytes) {
    this.own = position.isPresent();
    this.position = position;
    this.bytes = bytes;
  }

  static SavedState of(Position position) {
    return new SavedState(Optional.of(position), Optional.empty());
  }

  static SavedState of(byte[] bytes) {
    return new SavedState(Optional.empty(), Optional.of(bytes));
  }

  /// Whether it was made here and not brought from elsewhere.
  boolean isOwn() {
    return own;
  }

  /// Compressed JSON of a checkpoint.
  byte[] bytes() {
    lock.lock();
    try {
      byte[] written = bytes.orElseGet(() -> pack(position.orElseThrow().checkpoint()));
      bytes = Optional.of(written);
      position = Optional.empty(); // so that an old state need not stay in memory
      return written;
    } finally {
      lock.unlock();
    }
  }

  Position position() {
    lock.lock();
    try {
      return position.orElseGet(() -> Position.of(unpack(bytes.orElseThrow())));
    } finally {
      lock.unlock();
    }
  }

  private static byte[] pack(Checkpoint checkpoint) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, fast)) {
      Json.writeTo(out, checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes everything", e);
    } finally {
      fast.end();
    }
    return packed.toByteArray();
  }

  static Checkpoint unpack(byte[] packed) {
    try (InputStream in = Inflated.of(packed)) {
      return Json.read(in, Checkpoint.class);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A checkpoint holds something that this Weftline does not know: " + e.getMessage(), e);
    }
  }
}
