package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Packages;
import weftline.kv.StoreException;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.UnreachableException;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServerConfig;

/// The storage of a fabric, and the packages that are kept in it.
class StorageProgramTest {
  private static final byte[] CONTENT = "package".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 =
      "7a45b6d4a2d5d5ba1e1f7e8ad39c77f6dc3e4a3b6b0f1f9fb7a3b8f4a5c6d7e8";

  private final Path folder;
  private final TestStorage storage;
  private final HttpClient client;
  private final URI account;

  StorageProgramTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    storage = new TestStorage(folder.resolve("storage"));
    client = storage.client();
    account = storage.account(ServiceKind.BLOB);
  }

  @Test
  void aFolderThatIsInUseIsSaidInASentence() {
    assertThatThrownBy(() ->
            storage.start(
                folder.resolve("storage"), StorageServerConfig.onAnyPort(Accounts.development())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is open in another program");
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void keepsPackages() throws IOException {
    Packages packages = packages();
    String sha256 = store(packages);

    assertThat(packages.find(sha256).orElseThrow().bytes()).isEqualTo(CONTENT.length);
    try (InputStream stored = packages.open(sha256)) {
      assertThat(stored.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void sendsANodeToAnAddressThatReadsThisPackageAlone() throws IOException {
    Packages packages = packages();
    String sha256 = store(packages);
    URI signed = packages.location(sha256).orElseThrow();

    assertThat(client.send(HttpCall.get(signed)).body()).isEqualTo(CONTENT);
    assertThat(client.send(HttpCall.delete(signed)).status()).isEqualTo(403);
    URI other = URI.create(signed.toString().replace(sha256, "0".repeat(64)));
    assertThat(client.send(HttpCall.get(other)).status()).isEqualTo(403);
  }

  @Test
  void findsItsContainerAgain() throws IOException {
    String sha256 = store(packages());

    assertThat(packages().find(sha256)).isPresent();
  }

  @Test
  void knowsNothingOfAPackageThatWasNeverStored() throws IOException {
    assertThat(packages().find(SHA256)).isEmpty();
  }

  @Test
  void letsNobodyInWithoutASignature() throws IOException {
    HttpAnswer answer =
        client.send(HttpCall.get(URI.create(account + "/weftline-packages?restype=container")));

    assertThat(answer.ok()).isFalse();
  }

  @Test
  void saysThatAnAccountIsMissing() {
    assertThatThrownBy(() ->
            PackageContainer.open(
                client,
                URI.create(account.toString().replace("devstoreaccount1", "nobody")),
                DevelopmentStorage.signer(),
                folder.resolve("spool")))
        .hasMessageContaining("Blob storage answered");
  }

  @Test
  void aControllerDoesNotWaitForStorage() throws IOException {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:%d/devstoreaccount1".formatted(socket.getLocalPort()));
    }
    Packages early =
        PackageContainer.open(
            client, nowhere, DevelopmentStorage.signer(), folder.resolve("spool"));
    assertThatThrownBy(() -> store(early)).isInstanceOf(UnreachableException.class);

    storage.start(folder.resolve("late"), blobsAt(nowhere.getPort()));
    String sha256 = store(early);
    assertThat(early.find(sha256)).isPresent();
  }

  @Test
  void collectsUntilNothingIsFound() {
    AtomicInteger left = new AtomicInteger(3);
    StorageProgram.collectAll(() -> CompletableFuture.completedFuture(left.getAndDecrement()));

    assertThat(left).hasValue(-1);
  }

  @Test
  void aDiskThatIsFullDoesNotEndTheCollector() {
    var full = new StoreException("The disk is full.");
    assertThatCode(() ->
            StorageProgram.collect(() -> {
              throw full;
            }))
        .doesNotThrowAnyException();
    assertThatCode(() ->
            StorageProgram.collect(
                () -> StorageProgram.collectAll(() -> CompletableFuture.failedFuture(full))))
        .doesNotThrowAnyException();
  }

  private static StorageServerConfig blobsAt(int port) {
    StorageServerConfig free = StorageServerConfig.onAnyPort(Accounts.development());
    Map<ServiceKind, InetSocketAddress> addresses = new EnumMap<>(free.addresses());
    addresses.put(ServiceKind.BLOB, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new StorageServerConfig(addresses, Optional.empty(), Accounts.development());
  }

  private Packages packages() throws IOException {
    return PackageContainer.open(
        client, account, DevelopmentStorage.signer(), folder.resolve("spool"));
  }

  private static String store(Packages packages) throws IOException {
    String sha256 = Sha256.of(CONTENT);
    packages.put(sha256, new ByteArrayInputStream(CONTENT));
    return sha256;
  }
}
