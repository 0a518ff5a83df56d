package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.net.BodyBuffers;

/// An extent file that is written past the system's cache where much is written at once: what must
/// be on disk before anybody is answered gains nothing there, and making room for it costs more
/// than all the rest of a write. It is read through the cache.
///
/// @param block of the disk: whole ones are written
record DirectFile(OpenFile cached, FileChannel direct, int block)
    implements ExtentFiles.ExtentFile {
  /// So that what is left over of a block is little beside the bytes in it.
  private static final int LENGTH_MIN = 64 << 10;

  private static final int BLOCK_MAX = BodyBuffers.ALIGNMENT;

  /// Nothing that is written past the cache shares a page of it with anything else.
  private static final int PAGE = 4 << 10;

  /// Empty where the file system does not offer it, or does not say what it wants.
  static Optional<ExtentFiles.ExtentFile> open(Path file, FileChannel cached) {
    Optional<OpenOption> option = option();
    if (option.isEmpty()) {
      return Optional.empty();
    }
    try {
      long block = Math.max(PAGE, Files.getFileStore(file).getBlockSize());
      if (block > BLOCK_MAX) {
        return Optional.empty();
      }
      FileChannel direct = FileChannel.open(file, StandardOpenOption.WRITE, option.get());
      return Optional.of(new DirectFile(new OpenFile(cached), direct, (int) block));
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /// Not every Java has it, so the compiler warns of whoever names it.
  private static Optional<OpenOption> option() {
    try {
      Object[] options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
      return Stream.of(options)
          .filter(each -> each.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }

  @Override
  public int unit(int length) {
    return length < LENGTH_MIN ? 1 : block;
  }

  /// Memory in the heap would be copied first, and what is short costs less in the cache.
  @Override
  public int write(ByteBuffer bytes, long offset) throws IOException {
    int count = bytes.remaining();
    int whole = Math.ceilDiv(count, block) * block;
    boolean fits = whole <= bytes.capacity() - bytes.position();
    if (!fits || count < LENGTH_MIN || offset % block != 0 || !isAligned(bytes)) {
      return cached.write(bytes, offset);
    }
    int end = bytes.limit();
    bytes.limit(bytes.position() + whole);
    for (int at = end; at < bytes.limit(); at++) {
      bytes.put(at, (byte) 0);
    }
    int written = Math.min(count, direct.write(bytes, offset));
    bytes.limit(end).position(end - count + written);
    return written;
  }

  private boolean isAligned(ByteBuffer bytes) {
    return bytes.isDirect() && bytes.alignmentOffset(bytes.position(), block) == 0;
  }

  @Override
  public int read(ByteBuffer bytes, long offset) throws IOException {
    return cached.read(bytes, offset);
  }

  @Override
  public void grow(long length) throws IOException {
    cached.grow(length);
  }

  @Override
  public void truncate(long length) throws IOException {
    cached.truncate(length);
  }

  @Override
  public long size() throws IOException {
    return cached.size();
  }

  @Override
  public void sync() throws IOException {
    cached.sync();
  }

  @Override
  public void close() throws IOException {
    direct.close();
    cached.close();
  }
}
