package weftline.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.blob.ExtentStore;

/// `wfl storage backup`: a consistent copy of a folder, in use or not.
@Command(
    name = "backup",
    header = "Copy all that is stored, as it is at one moment; storage may be running.",
    footer = {
      "",
      "On the same disk, files that do not change any more are linked and take no room.",
      "The accounts and their keys are in the copy, in a file that only its owner can read.",
      "The copy is a folder that wfl storage restore, check and storage --data understand."
    })
final class StorageBackupCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "DIR", description = "What wfl storage was started with.")
  private Path folder = Path.of("");

  @Parameters(index = "1", paramLabel = "TARGET", description = "A folder that is not there yet.")
  private Path target = Path.of("");

  @Override
  public Integer call() throws IOException {
    Logging.toErrorStream();
    StorageFolder storage = new StorageFolder(folder);
    storage.requireContent();
    if (RocksStore.isInUse(storage.rows())) {
      ask(storage);
    } else {
      copy(storage);
    }
    spec.commandLine().getOut().println("The backup is in %s.".formatted(target));
    return 0;
  }

  private void copy(StorageFolder storage) throws IOException {
    try (RocksStore rows = storage.openRows();
        ExtentStore extents = ExtentStore.open(storage.extents(), Runnable::run)) {
      StorageBackup.make(storage, rows, extents, target);
    }
  }

  private void ask(StorageFolder storage) throws IOException {
    BackupRequests requests = new BackupRequests(folder);
    String name = requests.ask(target);
    while (!requests.isDone(name)) {
      if (!RocksStore.isInUse(storage.rows())) {
        requests.withdraw(name);
        throw new IOException("The program that had the folder open has ended. Try again.");
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      new Semaphore(0).tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The backup may still be made.");
    }
  }
}
