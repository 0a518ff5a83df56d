package weftline.storage.blob;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.Retention;
import weftline.storage.ServiceKind;
import weftline.storage.Settings;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// A blob service on a free port, over memory and a folder, and clients of it.
final class BlobFixture implements AutoCloseable {
  private final Network network = Network.open();
  private final KeyValueStore store = new MemoryStore();
  private final HttpClient client = HttpClient.open();
  private final ExtentStore extents;
  private final BlobService service;
  private final StorageServer server;

  BlobFixture(Path folder) throws IOException {
    this(folder, Retention.NONE);
  }

  BlobFixture(Path folder, Retention retention) throws IOException {
    this(folder, retention, StorageServerConfig.onAnyPort(Accounts.development()));
  }

  BlobFixture(Path folder, Retention retention, StorageServerConfig config) throws IOException {
    this(folder, retention, config, Clock.systemUTC());
  }

  BlobFixture(Path folder, Retention retention, StorageServerConfig config, InstantSource clock)
      throws IOException {
    extents = ExtentStore.open(folder, network.workers());
    service =
        new BlobService(
            store, extents, retention, new RemoteSources(Optional.of(client), network.workers()));
    server =
        StorageServer.listen(
            network, config, Map.of(ServiceKind.BLOB, service), new Settings(store), clock);
  }

  BlobService service() {
    return service;
  }

  String endpoint() {
    InetSocketAddress address = server.address(ServiceKind.BLOB);
    return "http://127.0.0.1:" + address.getPort() + "/" + Accounts.DEVELOPMENT_NAME;
  }

  String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + Accounts.DEVELOPMENT_NAME
        + ";AccountKey="
        + Accounts.DEVELOPMENT_KEY
        + ";BlobEndpoint="
        + endpoint()
        + ";";
  }

  /// Comes with the account key.
  BlobServiceClient client() {
    return new BlobServiceClientBuilder().connectionString(connectionString()).buildClient();
  }

  /// Comes with a signature and nothing else.
  BlobServiceClient client(String signature) {
    return new BlobServiceClientBuilder().endpoint(endpoint()).sasToken(signature).buildClient();
  }

  @Override
  public void close() {
    server.close();
    client.close();
    extents.close();
    store.close();
    network.close();
  }
}
