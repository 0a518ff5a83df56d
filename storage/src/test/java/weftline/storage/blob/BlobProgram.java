package weftline.storage.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// A blob service with a process of its own, which [BlobProcess] starts and kills. Prints its port.
final class BlobProgram {
  private BlobProgram() {}

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
            Map.of(ServiceKind.BLOB, new BlobService(store, extents)),
            Clock.systemUTC());
    System.out.println(server.address(ServiceKind.BLOB).getPort());
  }
}
