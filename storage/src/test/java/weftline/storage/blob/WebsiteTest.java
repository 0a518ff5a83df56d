package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.StaticWebsite;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.Accounts;

/// A site made of blobs, set up with the official library and browsed over a plain connection.
final class WebsiteTest {
  private static final String HOST = Accounts.DEVELOPMENT_NAME + ".web.localhost";

  private final BlobFixture fixture;

  WebsiteTest(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
  }

  @BeforeEach
  void fill() {
    BlobContainerClient pages = fixture.client().createBlobContainer("$web");
    for (String name : List.of("index.html", "docs/index.html", "404.html", "a b.html")) {
      pages
          .getBlobClient(name)
          .uploadWithResponse(
              new BlobParallelUploadOptions(BinaryData.fromString("page " + name))
                  .setHeaders(new BlobHttpHeaders().setContentType("text/html")),
              null,
              null);
    }
  }

  @AfterEach
  void closeStorage() {
    fixture.close();
  }

  @Test
  void foldersHaveAnIndexAndWhatIsAbsentHasAPage() throws IOException {
    assertThat(browse("GET", "/", HOST)).startsWith("HTTP/1.1 404").contains("WebContentNotFound");

    serve(new StaticWebsite().setIndexDocument("index.html").setErrorDocument404Path("404.html"));

    assertThat(browse("GET", "/", HOST))
        .startsWith("HTTP/1.1 200")
        .contains("content-type: text/html")
        .endsWith("page index.html");
    assertThat(browse("GET", "/docs/", HOST)).endsWith("page docs/index.html");
    assertThat(browse("GET", "/docs/index.html?comp=metadata&sig=x", HOST))
        .endsWith("page docs/index.html");
    assertThat(browse("GET", "/a%20b.html", HOST)).endsWith("page a b.html");
    assertThat(browse("HEAD", "/", HOST)).startsWith("HTTP/1.1 200").doesNotContain("page");
    assertThat(browse("GET", "/none", HOST)).startsWith("HTTP/1.1 404").endsWith("page 404.html");
    assertThat(browse("PUT", "/index.html", HOST)).startsWith("HTTP/1.1 4");
  }

  @Test
  void onePageCanStandForAllFolders() throws IOException {
    serve(new StaticWebsite().setDefaultIndexDocumentPath("docs/index.html"));
    assertThat(browse("GET", "/", HOST)).endsWith("page docs/index.html");
    assertThat(browse("GET", "/any/where/", HOST)).endsWith("page docs/index.html");
    assertThat(browse("GET", "/none", HOST))
        .startsWith("HTTP/1.1 404")
        .contains("WebContentNotFound");
  }

  @Test
  void otherContainersAndAccountsAreNoPartOfIt() throws IOException {
    serve(new StaticWebsite().setIndexDocument("index.html"));
    fixture
        .client()
        .createBlobContainer("own")
        .getBlobClient("secret")
        .upload(BinaryData.fromString("secret"));
    for (String path :
        List.of("/../own/secret", "/%2e%2e/own/secret", "//own/secret", "/..%2Fown%2Fsecret")) {
      assertThat(browse("GET", path, HOST)).startsWith("HTTP/1.1 404");
    }
    assertThat(browse("GET", "/", "nobody.web.localhost")).startsWith("HTTP/1.1 404");
    assertThat(browse("GET", "/index.html", "a.b.web.localhost")).startsWith("HTTP/1.1 4");
    assertThat(browse("GET", "/" + Accounts.DEVELOPMENT_NAME + "/$web/index.html", "localhost"))
        .startsWith("HTTP/1.1 404");
  }

  private void serve(StaticWebsite site) {
    fixture
        .client()
        .setProperties(new BlobServiceProperties().setStaticWebsite(site.setEnabled(true)));
  }

  /// The answer as it came, header names in lower case. Clients of the platform choose the host
  /// themselves.
  private String browse(String method, String path, String host) throws IOException {
    URI endpoint = URI.create(fixture.endpoint());
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String request =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      String head = answer.substring(0, body);
      int line = head.indexOf("\r\n");
      return head.substring(0, line)
          + head.substring(line).toLowerCase(Locale.ROOT)
          + answer.substring(body);
    }
  }
}
