package weftline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.KeyValueStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.Network;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;
import weftline.storage.StorageService;
import weftline.storage.blob.BlobService;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// Blobs, queues and tables over one store in a folder.
final class StorageProgram {
  private static final Logger LOG = LoggerFactory.getLogger(StorageProgram.class);
  private static final Duration COLLECTION_PAUSE = Duration.ofSeconds(30);

  private StorageProgram() {}

  /// Serves until the parts are closed.
  ///
  /// @param broken told when a bug has ended one of the threads
  static StorageServer start(
      Parts parts, Network network, Path folder, StorageServerConfig config, Runnable broken)
      throws IOException {
    InstantSource clock = InstantSource.system();
    KeyValueStore store =
        RocksStore.open(
            folder.resolve("rows"),
            RocksSettings.defaults(),
            Thread.ofPlatform().daemon().name("store-", 0).factory(),
            network.workers());
    parts.add(store::close);
    ExtentStore extents = ExtentStore.open(folder.resolve("extents"), network.workers());
    parts.add(extents::close);

    BlobService blobs = new BlobService(store, extents);
    QueueService queues = new QueueService(store, new SecureRandom());
    TableService tables = new TableService(store, new SecureRandom());
    Background collector =
        Background.start(
            "collector",
            Background.every(COLLECTION_PAUSE, () -> collect(blobs, queues, tables, clock)),
            broken);
    parts.add(collector::stop);

    Map<ServiceKind, StorageService> services = new EnumMap<>(ServiceKind.class);
    services.put(ServiceKind.BLOB, blobs);
    services.put(ServiceKind.QUEUE, queues);
    services.put(ServiceKind.TABLE, tables);
    StorageServer server = StorageServer.listen(network, config, services, clock);
    parts.add(server::close);
    return server;
  }

  /// Gives back the space of what was deleted or has expired.
  private static void collect(
      BlobService blobs, QueueService queues, TableService tables, InstantSource clock) {
    try {
      blobs.collect(clock.instant());
      var _ = queues.collect(clock.instant());
      var _ = tables.collect();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("cannot give back space");
    }
  }
}
