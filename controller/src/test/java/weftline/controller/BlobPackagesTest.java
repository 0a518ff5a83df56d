package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

  private final Map<String, Blob> blobs = new ConcurrentHashMap<>();
  private int prepared;
  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final HttpServer server;

  /// A blob.
  private record Blob(byte[] content, int tag) {}

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

          @Override
          public Packages.Page list(Optional<String> from) {
            return new Packages.Page(
                blobs.entrySet().stream().map(BlobPackagesTest::stored).toList(), Optional.empty());
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

  private static Packages.Stored stored(Map.Entry<String, Blob> entry) {
    return new Packages.Stored(
        entry.getKey().substring("/c/".length()),
        Instant.EPOCH,
        String.valueOf(entry.getValue().tag()));
  }

  private Response answer(Request request) throws IOException {
    String name = request.rawPath();
    return switch (request.method() + " " + request.rawQuery()) {
      case "PUT WRITE" -> {
        assertThat(request.headers().first("x-ms-blob-type")).contains("BlockBlob");
        byte[] body = request.bodyStream().readAllBytes();
        yield Response.of(blobs.putIfAbsent(name, new Blob(body, 1)) == null ? 201 : 409);
      }
      case "PUT WRITE&comp=metadata" -> {
        var touched =
            blobs.computeIfPresent(name, (_, blob) -> new Blob(blob.content(), blob.tag() + 1));
        yield Response.of(touched == null ? 404 : 200);
      }
      case "DELETE REMOVE" -> removed(name, request.headers().first("If-Match").orElseThrow());
      case "GET READ", "HEAD READ" ->
          Optional.ofNullable(blobs.get(name))
              .map(blob -> Response.of(200, "application/octet-stream", blob.content()))
              .orElseGet(() -> Response.of(404));
      case String other -> throw new IOException("nobody asks for " + other);
    };
  }

  private Response removed(String name, String tag) {
    Optional<Blob> found = Optional.ofNullable(blobs.get(name));
    if (found.isEmpty()) {
      return Response.of(404);
    }
    if (!tag.equals(String.valueOf(found.get().tag()))) {
      return Response.of(412);
    }
    blobs.remove(name);
    return Response.of(202);
  }
}
