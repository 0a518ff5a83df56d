package weftline.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.net.Network;
import weftline.storage.queue.QueueService;
import weftline.storage.table.TableService;

/// Queues and tables on free ports of loopback, over an engine.
public final class StorageFixture implements AutoCloseable {
  private final Network network = Network.open();
  private final KeyValueStore store;
  private final StorageServer server;

  private StorageFixture(KeyValueStore store) throws IOException {
    this.store = store;
    RandomGenerator random = RandomGeneratorFactory.of("SecureRandom").create();
    server =
        StorageServer.listen(
            network,
            StorageServerConfig.onAnyPort(Accounts.development()),
            Map.of(
                ServiceKind.QUEUE, new QueueService(store, random),
                ServiceKind.TABLE, new TableService(store, random)),
            new Settings(store),
            Clock.systemUTC());
  }

  public static StorageFixture inMemory() throws IOException {
    return new StorageFixture(new MemoryStore());
  }

  public static StorageFixture onDisk(Path folder) throws IOException {
    return new StorageFixture(
        RocksStore.open(folder, RocksSettings.defaults(), Thread::new, ForkJoinPool.commonPool()));
  }

  /// Where the development account's queues or tables are.
  public String endpoint(ServiceKind kind) {
    return "http://127.0.0.1:" + server.address(kind).getPort() + "/" + Accounts.DEVELOPMENT_NAME;
  }

  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + Accounts.DEVELOPMENT_NAME
        + ";AccountKey="
        + Accounts.DEVELOPMENT_KEY
        + ";QueueEndpoint="
        + endpoint(ServiceKind.QUEUE)
        + ";TableEndpoint="
        + endpoint(ServiceKind.TABLE)
        + ";";
  }

  @Override
  public void close() {
    server.close();
    store.close();
    network.close();
  }
}
