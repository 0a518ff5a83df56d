package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.net.Handler;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Request;
import weftline.net.Response;

/// The contract over a container that does what blob storage does, as far as it matters here.
class BlobPackagesTest extends PackagesContract {
  @TempDir Path spool;

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private int prepared;
  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final HttpServer server;

  BlobPackagesTest() throws IOException {
    server =
        HttpServer.listen(
            network,
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            Handler.blocking(network.workers(), this::answer));
  }

  @BeforeEach
  void begin() {
    blobs.clear();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    network.close();
  }

  @Override
  BlobPackages packages() {
    BlobPackages.Container container =
        new BlobPackages.Container() {
          @Override
          public void prepare() {
            prepared++;
          }

          @Override
          public URI blob(String name, BlobPackages.Access access) {
            return address(name, access.name());
          }
        };
    return new BlobPackages(client, container, spool);
  }

  @Test
  void leavesNothingInTheSpool() throws IOException {
    packages().put(sha256(), content());

    try (var left = Files.list(spool)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theContainerIsMadeReadyForEachPackage() throws IOException {
    packages().put(sha256(), content());

    assertThat(prepared).isEqualTo(1);
  }

  @Test
  void signsReadingOnlyForNodes() {
    assertThat(packages().location("abc").orElseThrow().getQuery()).isEqualTo("READ");
  }

  private URI address(String name, String access) {
    return URI.create(
        "http://127.0.0.1:%d/c/%s?%s".formatted(server.address().getPort(), name, access));
  }

  private Response answer(Request request) throws IOException {
    boolean writes = request.method().equals("PUT");
    assertThat(request.rawQuery()).isEqualTo(writes ? "WRITE" : "READ");
    String name = request.rawPath();
    if (writes) {
      assertThat(request.headers().first("x-ms-blob-type")).contains("BlockBlob");
      byte[] body = request.bodyStream().readAllBytes();
      return Response.of(blobs.putIfAbsent(name, body) == null ? 201 : 409);
    }
    byte[] found = blobs.get(name);
    return found == null ? Response.of(404) : Response.of(200, "application/octet-stream", found);
  }
}
