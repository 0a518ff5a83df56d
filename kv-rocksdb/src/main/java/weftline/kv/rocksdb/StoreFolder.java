package weftline.kv.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import weftline.kv.StoreException;

/// The folder of a store: one program at a time, in a format that this program knows.
///
/// ```
/// FORMAT    one line that says who wrote the folder, and in which format
/// OWNER     locked by the program that has the folder open
/// rows/     the database
/// native/   machine code of the library, unpacked if it is not there
/// ```
record StoreFolder(Path path, FileChannel owner) {
  private static final String OWNER = "OWNER";

  static final String FORMAT = "weftline-kv-rocksdb 1";

  static StoreFolder take(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel owner =
        FileChannel.open(path.resolve(OWNER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    StoreFolder folder = new StoreFolder(path, owner);
    try {
      folder.lock();
      folder.checkFormat();
    } catch (IOException | StoreException e) {
      owner.close();
      throw e;
    }
    return folder;
  }

  private void lock() throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(owner.tryLock());
    } catch (OverlappingFileLockException _) {
      lock = Optional.empty();
    }
    if (lock.isEmpty()) {
      throw new StoreException(
          "The store in "
              + path
              + " is open in another program. Stop that one, or take another folder.");
    }
  }

  /// Makes the folder of a store whose rows will be put there.
  static void prepare(Path path) throws IOException {
    Files.createDirectories(path);
    writeFormat(path);
  }

  static boolean isTaken(Path path) throws IOException {
    Path owner = path.resolve(OWNER);
    if (!Files.exists(owner)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    }
  }

  private void checkFormat() throws IOException {
    Path file = path.resolve("FORMAT");
    if (!Files.exists(file) && !Files.exists(rows())) {
      writeFormat(path);
      return;
    }
    String found = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!found.equals(FORMAT)) {
      throw new StoreException(
          "The store in %s has the format '%s'; this program reads '%s'. Take the program that wrote it, or another folder."
              .formatted(path, found, FORMAT));
    }
  }

  /// By way of another name, so that a crash leaves the whole line or none.
  private static void writeFormat(Path path) throws IOException {
    Path draft = path.resolve("FORMAT.new");
    Files.writeString(
        draft,
        FORMAT + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, path.resolve("FORMAT"));
    try (FileChannel directory = FileChannel.open(path)) {
      directory.force(true);
    }
  }

  Path rows() {
    return rows(path);
  }

  static Path rows(Path path) {
    return path.resolve("rows");
  }

  Path nativeLibrary() {
    return path.resolve("native");
  }

  void close() {
    try {
      owner.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot let go of the store in " + path, e);
    }
  }
}
