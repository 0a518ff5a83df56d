package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /// Refuses a folder in which nothing is kept, or in another format.
  void requireContent() throws IOException {
    if (!Files.isDirectory(rows())) {
      throw new IOException("In %s there is no storage.".formatted(root));
    }
    new StorageFormat(this).require();
  }

  /// Makes everything in the folder be in the present format, or refuses the folder.
  void claim() throws IOException {
    StorageFormat format = new StorageFormat(this);
    if (Files.isDirectory(rows())) {
      format.migrate();
      return;
    }
    format.claim();
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
