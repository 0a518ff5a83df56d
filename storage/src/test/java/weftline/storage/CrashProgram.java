package weftline.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.Network;
import weftline.storage.blob.BlobService;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// All three services with a process of their own, which [CrashProcess] starts and kills. Prints
/// their ports.
final class CrashProgram {
  private CrashProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Network network = Network.open();
    RocksStore store =
        RocksStore.open(
            folder.resolve("rows"),
            new RocksSettings(1 << 20, 1 << 20, 1_000),
            Thread::new,
            network.workers());
    ExtentStore extents =
        ExtentStore.open(folder.resolve("extents"), Executors.newSingleThreadExecutor());
    StorageServer server =
        StorageServer.listen(
            network,
            StorageServerConfig.onAnyPort(Accounts.development()),
            Map.of(
                ServiceKind.BLOB, new BlobService(store, extents),
                ServiceKind.QUEUE, new QueueService(store, new SecureRandom()),
                ServiceKind.TABLE, new TableService(store, new SecureRandom())),
            Clock.systemUTC());
    for (ServiceKind kind : ServiceKind.values()) {
      System.out.println(kind.name() + " " + server.address(kind).getPort());
    }
    System.in.transferTo(OutputStream.nullOutputStream()); // until whoever has started it is gone
    System.exit(0);
  }
}
