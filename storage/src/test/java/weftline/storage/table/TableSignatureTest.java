package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.Access;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;

/// A signature for one table opens no other, not even from within a transaction.
class TableSignatureTest {
  private final KeyValueStore store = new MemoryStore();
  private final TableService service =
      new TableService(store, RandomGeneratorFactory.of("L64X128MixRandom").create(4711));

  @BeforeEach
  void makeTables() throws IOException {
    for (String table : new String[] {"Things", "Others"}) {
      PlainRequest create =
          PlainRequest.of("POST", "/me/Tables")
              .with("Content-Type", "application/json")
              .withBody("{\"TableName\":\"" + table + "\"}");
      assertThat(send(create, new Access.Owner()).status()).isEqualTo(201);
    }
  }

  @Test
  void insertsIntoItsOwnTable() throws IOException {
    assertThat(body(send(batch("Things"), forThings()))).contains("HTTP/1.1 204");
  }

  @Test
  void insertsIntoNoOther() throws IOException {
    assertThat(body(send(batch("Others"), forThings())))
        .contains("AuthorizationPermissionMismatch")
        .doesNotContain("HTTP/1.1 204");
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> send(PlainRequest.of("GET", "/me/Others(PartitionKey='p',RowKey='r')"), forThings()));
  }

  private static PlainRequest batch(String table) {
    String insert =
        String.join(
            "\r\n",
            "--b",
            "Content-Type: multipart/mixed; boundary=c",
            "",
            "--c",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            "POST http://localhost/me/" + table + " HTTP/1.1",
            "Content-Type: application/json",
            "Prefer: return-no-content",
            "",
            "{\"PartitionKey\":\"p\",\"RowKey\":\"r\"}",
            "--c--",
            "",
            "--b--",
            "");
    return PlainRequest.of("POST", "/me/$batch")
        .with("Content-Type", "multipart/mixed; boundary=b")
        .withBody(insert);
  }

  private static Access forThings() {
    Access.RowRange things =
        new Access.RowRange(
            Optional.of("things"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Access.ServiceSignature(true, "raud", things, Map.of());
  }

  private Response send(PlainRequest request, Access access) throws IOException {
    return service.handle(request.authenticated(access)).toCompletableFuture().join();
  }

  private static String body(Response response) {
    return response.body() instanceof Response.Body.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }
}
