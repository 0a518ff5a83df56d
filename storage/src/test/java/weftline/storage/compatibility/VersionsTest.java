package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;
import weftline.storage.ServiceKind;

/// Clients of any age are served, also those that are newer than the server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionsTest {
  private static final String NEWER = "2099-01-01";

  private final AllServices services;
  private final HttpClient client = HttpClient.newHttpClient();

  VersionsTest(@TempDir Path folder) throws Exception {
    services = AllServices.serve(folder);
  }

  @AfterAll
  void close() {
    client.close();
    services.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2009-09-19",
        "2011-08-18",
        "2012-02-12",
        "2013-08-15",
        "2015-02-21",
        "2017-11-09",
        "2019-12-12",
        "2021-12-02",
        "2024-11-04",
        "2026-10-06",
        NEWER
      })
  void everyVersionIsServed(String version) throws Exception {
    String container = "v" + version;

    assertThat(send("PUT", ServiceKind.BLOB, "/" + container + "?restype=container", version))
        .isEqualTo(201);
    assertThat(send("GET", ServiceKind.BLOB, "/?comp=list", version)).isEqualTo(200);
    assertThat(send("PUT", ServiceKind.QUEUE, "/" + container, version)).isEqualTo(201);
    assertThat(send("GET", ServiceKind.QUEUE, "/" + container + "/messages", version))
        .isEqualTo(200);
    assertThat(send("GET", ServiceKind.TABLE, "/Tables", version)).isEqualTo(200);
  }

  private int send(String method, ServiceKind kind, String target, String version)
      throws Exception {
    String signature =
        new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
            .forAccount("bqt", "sco", "rwdlacup", Instant.now().plusSeconds(3_600));
    String join = target.contains("?") ? "&" : "?";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(services.endpoint(kind) + target + join + signature))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-ms-version", version)
            .header("Accept", "application/json;odata=nometadata")
            .build();
    HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
    boolean newer = version.equals(NEWER);
    assertThat(response.headers().firstValue("x-ms-version").orElse(""))
        .satisfies(answered ->
            assertThat(answered.compareTo(version)).isLessThanOrEqualTo(newer ? -1 : 0));
    return response.statusCode();
  }
}
