package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.AccountsFile;
import weftline.storage.CheckReport;
import weftline.storage.blob.BlobCheck;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueCheck;
import weftline.storage.table.TableCheck;

/// Where blobs, queues and tables are kept: `rows/` has the rows of all three, in the embedded
/// engine, `extents/` the bytes of large blobs, and `accounts.json`, if it is there, the accounts.
record StorageFolder(Path root) {
  private static final String FORMAT = "weftline-storage 2";

  /// Written before there was a file that says so.
  private static final String FORMAT_BEFORE = "weftline-storage 1";

  Path rows() {
    return root.resolve("rows");
  }

  Path extents() {
    return root.resolve("extents");
  }

  Path accounts() {
    return root.resolve(AccountsFile.NAME);
  }

  AccountsFile accountsFile() {
    return new AccountsFile(accounts());
  }

  /// Refuses a folder in which nothing is kept, or in another way.
  void requireContent() throws IOException {
    if (!Files.isDirectory(rows())) {
      throw new IOException("In %s there is no storage.".formatted(root));
    }
    requireFormat();
  }

  /// Says in which format everything in the folder is written. One that is written in another
  /// format, by an older or newer program, is refused and left as it is.
  void claim() throws IOException {
    if (Files.isDirectory(rows())) {
      requireFormat();
      return;
    }
    Files.createDirectories(root);
    Path draft = root.resolve("FORMAT.new");
    Files.writeString(
        draft,
        FORMAT + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, format(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireFormat() throws IOException {
    String found = Files.exists(format()) ? Files.readString(format()).strip() : FORMAT_BEFORE;
    if (!found.equals(FORMAT)) {
      throw new IOException(
          "The storage in %s has the format '%s'; this program reads '%s'."
                  .formatted(root, found, FORMAT)
              + " Take the program that wrote it, or another folder.");
    }
  }

  private Path format() {
    return root.resolve("FORMAT");
  }

  boolean isEmpty() throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    try (Stream<Path> files = Files.list(root)) {
      return files.findAny().isEmpty();
    }
  }

  /// For a command that has the folder for itself. Somebody else who has it open is a sentence.
  RocksStore openRows() throws IOException {
    return opened(RocksStore::open);
  }

  /// As [#openRows], but leaves every file as it is.
  RocksStore openRowsToRead() throws IOException {
    return opened(RocksStore::openToRead);
  }

  private RocksStore opened(Opener opener) throws IOException {
    try {
      return opener.open(
          rows(),
          RocksSettings.defaults(),
          Thread.ofPlatform().daemon().name("store-", 0).factory(),
          Runnable::run);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Reads everything and says what is wrong.
  CheckReport check(Consumer<String> progress) throws IOException {
    requireContent();
    CheckReport report = new CheckReport(progress);
    try (RocksStore store = openRowsToRead();
        ExtentStore extents = ExtentStore.open(extents(), Runnable::run);
        KeyValueStore.Snapshot snapshot = store.snapshot()) {
      progress.accept("checking queues");
      QueueCheck.run(snapshot, report);
      progress.accept("checking tables");
      TableCheck.run(snapshot, report);
      progress.accept("checking blobs");
      BlobCheck.run(snapshot, extents, report);
    }
    return report;
  }

  /// A way to open the rows.
  @FunctionalInterface
  private interface Opener {
    RocksStore open(Path path, RocksSettings settings, ThreadFactory threads, Executor answers)
        throws IOException;
  }
}
