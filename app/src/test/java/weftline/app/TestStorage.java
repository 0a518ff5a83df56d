package weftline.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// Real storage on ports that were free, and a client of it.
final class TestStorage implements AutoCloseable {
  private final Parts parts = new Parts();
  private final HttpClient client = HttpClient.open();
  private final StorageServer server;

  TestStorage(Path folder) throws IOException {
    parts.add(client::close);
    server = start(folder, StorageServerConfig.onAnyPort(Accounts.development()));
  }

  /// One more, which ends with this one.
  StorageServer start(Path folder, StorageServerConfig config) throws IOException {
    Network network = Network.open();
    parts.add(network::close);
    return StorageProgram.start(parts, network, folder, config, () -> {});
  }

  HttpClient client() {
    return client;
  }

  /// Where the development account is.
  URI account(ServiceKind kind) {
    return URI.create(
        "http://127.0.0.1:%d/%s"
            .formatted(server.address(kind).getPort(), DevelopmentStorage.ACCOUNT));
  }

  @Override
  public void close() {
    parts.close();
  }
}
