package weftline.storage.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The files that extents are kept in, by number: those of a folder, or of a disk that a test has
/// made up.
interface ExtentFiles {
  /// Those that are there, in no order.
  List<Long> numbers() throws IOException;

  /// Makes a file that is not there. It is there after a power cut, too.
  ExtentFile create(long number) throws IOException;

  /// For reading only.
  ExtentFile open(long number) throws IOException;

  void delete(long number) throws IOException;

  /// Gives a file a second name in another folder, or copies it where that cannot be.
  void link(long number, Path target) throws IOException;

  /// Copies the beginning of a file to another folder.
  void copy(long number, long length, Path target) throws IOException;

  /// One file. May be used by many threads at once.
  interface ExtentFile extends AutoCloseable {
    /// Where bytes of that length begin and end: at a multiple of this. What is left of it behind
    /// them nobody else may write to.
    int unit(int length);

    /// Writes some of the bytes, and says how many.
    int write(ByteBuffer bytes, long offset) throws IOException;

    /// Reads some of the bytes, and says how many; -1 at the end of the file.
    int read(ByteBuffer bytes, long offset) throws IOException;

    /// Makes the file this long, so that the sync of a write need not. What has not been written
    /// takes no room and reads as zeros.
    void grow(long length) throws IOException;

    /// Cuts the file off where its bytes end.
    void truncate(long length) throws IOException;

    long size() throws IOException;

    /// Returns when all that has been written is on disk.
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
