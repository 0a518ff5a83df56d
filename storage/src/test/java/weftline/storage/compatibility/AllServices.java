package weftline.storage.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.Retention;
import weftline.storage.ServiceKind;
import weftline.storage.Settings;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;
import weftline.storage.TokenRules;
import weftline.storage.blob.BlobService;
import weftline.storage.blob.ExtentStore;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// Blobs, queues and tables of the development account over memory and a folder: what the clients
/// of the compatibility tests speak to. Bearer tokens are taken as they are, and deleted containers
/// are kept for a week.
public final class AllServices implements AutoCloseable {
  private final Network network = Network.open();
  private final KeyValueStore store = new MemoryStore();
  private final ExtentStore extents;
  private final StorageServer server;

  private AllServices(Path folder, StorageServerConfig config) throws IOException {
    SecureRandom random = new SecureRandom();
    extents = ExtentStore.open(folder, network.workers());
    Settings settings = new Settings(store);
    Retention retention = settings.retention(false, Optional.of(Duration.ofDays(7)));
    server =
        StorageServer.listen(
            network,
            config,
            Map.of(
                ServiceKind.BLOB, new BlobService(store, extents, retention),
                ServiceKind.QUEUE, new QueueService(store, random),
                ServiceKind.TABLE, new TableService(store, random)),
            settings,
            Clock.systemUTC());
  }

  /// Serves on free ports of loopback.
  public static AllServices serve(Path folder) throws IOException {
    StorageServerConfig keys = StorageServerConfig.onAnyPort(Accounts.development());
    return new AllServices(
        folder,
        new StorageServerConfig(
            keys.addresses(),
            keys.tls(),
            keys.accounts(),
            Optional.of(new TokenRules.Development()),
            keys.domains()));
  }

  /// Serves where `UseDevelopmentStorage=true` looks.
  static AllServices serveOnUsualPorts(Path folder) throws IOException {
    return new AllServices(folder, StorageServerConfig.development(0));
  }

  /// Such as `http://127.0.0.1:4711/devstoreaccount1`.
  public String endpoint(ServiceKind kind) {
    return "http://127.0.0.1:" + server.address(kind).getPort() + "/" + Accounts.DEVELOPMENT_NAME;
  }

  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + Accounts.DEVELOPMENT_NAME
        + ";AccountKey="
        + Accounts.DEVELOPMENT_KEY
        + ";BlobEndpoint="
        + endpoint(ServiceKind.BLOB)
        + ";QueueEndpoint="
        + endpoint(ServiceKind.QUEUE)
        + ";TableEndpoint="
        + endpoint(ServiceKind.TABLE)
        + ";";
  }

  @Override
  public void close() {
    server.close();
    extents.close();
    store.close();
    network.close();
  }
}
