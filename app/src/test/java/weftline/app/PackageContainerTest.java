package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Packages;
import weftline.controller.Packages.Stored;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// Packages in real storage.
class PackageContainerTest {
  private static final byte[] CONTENT = "a package".getBytes(StandardCharsets.UTF_8);
  private static final String NAME = Sha256.of(CONTENT);

  @TempDir private Path folder;

  private final Parts parts = new Parts();
  private Optional<Packages> opened = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    HttpClient client = HttpClient.open();
    parts.add(client::close);
    Network network = Network.open();
    parts.add(network::close);
    StorageServer server =
        StorageProgram.start(
            parts,
            network,
            folder.resolve("storage"),
            StorageServerConfig.onAnyPort(Accounts.development()),
            () -> {});
    int port = server.address(ServiceKind.BLOB).getPort();
    opened =
        Optional.of(
            PackageContainer.open(
                client,
                URI.create("http://127.0.0.1:%d/devstoreaccount1".formatted(port)),
                DevelopmentStorage.signer(),
                folder.resolve("spool")));
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void whatIsNotClaimedCanBeRemoved() throws IOException {
    put();
    Stored stored = only();
    assertThat(stored.sha256()).isEqualTo(NAME);
    assertThat(stored.since())
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plusSeconds(5));

    assertThat(packages().remove(stored)).isTrue();
    assertThat(packages().find(NAME)).isEmpty();
    assertThat(packages().claim(NAME)).isEmpty();
    assertThat(packages().list(Optional.empty()).packages()).isEmpty();
  }

  @Test
  void whatIsClaimedOrComesAgainCannot() throws IOException {
    put();
    Stored stored = only();
    assertThat(packages().claim(NAME).orElseThrow().bytes()).isEqualTo(CONTENT.length);
    assertThat(packages().remove(stored)).isFalse();

    Stored claimed = only();
    put();
    assertThat(packages().remove(claimed)).isFalse();
    try (var content = packages().open(NAME)) {
      assertThat(content.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void pagesFollowOneAnother() throws IOException {
    for (int number = 0; number < 103; number++) {
      byte[] content = {(byte) number};
      packages().put(Sha256.of(content), new ByteArrayInputStream(content));
    }
    Packages.Page first = packages().list(Optional.empty());
    Packages.Page second = packages().list(first.next());

    assertThat(first.packages()).hasSize(100);
    assertThat(second.packages()).hasSize(3).doesNotContainAnyElementsOf(first.packages());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void nobodyElsesBlobsAreSeen() throws IOException {
    String list =
        """
        <EnumerationResults><Blobs><Blob><Name>notes.txt</Name><Properties>
        <Last-Modified>Sun, 22 Nov 2026 00:00:00 GMT</Last-Modified><Etag>0x1</Etag>
        </Properties></Blob></Blobs><NextMarker /></EnumerationResults>
        """;

    assertThat(PackageList.read(list.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Packages.Page(List.of(), Optional.empty()));
    String wrong = list.replace("notes.txt", NAME).replace("Sun, 22 Nov 2026", "some day");
    assertThatThrownBy(() -> PackageList.read(wrong.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> PackageList.read(new byte[] {'<'})).isInstanceOf(IOException.class);
  }

  private Stored only() throws IOException {
    Packages.Page page = packages().list(Optional.empty());
    assertThat(page.packages()).hasSize(1);
    return page.packages().getFirst();
  }

  private void put() throws IOException {
    packages().put(NAME, new ByteArrayInputStream(CONTENT));
  }

  private Packages packages() {
    return opened.orElseThrow();
  }
}
