package weftline.storage.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.sas.TableAccountSasPermission;
import com.azure.data.tables.sas.TableAccountSasResourceType;
import com.azure.data.tables.sas.TableAccountSasService;
import com.azure.data.tables.sas.TableAccountSasSignatureValues;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.storage.ServiceKind;
import weftline.storage.StorageFixture;

/// What goes over the wire, byte by byte where clients look.
final class TableWireTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final StorageFixture storage;
  private final String signature;

  TableWireTest() throws IOException {
    storage = StorageFixture.inMemory();
    TableServiceClient service =
        new TableServiceClientBuilder().connectionString(storage.connectionString()).buildClient();
    signature =
        service.generateAccountSas(
            new TableAccountSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                TableAccountSasPermission.parse("rwdlacup"),
                new TableAccountSasService().setTableAccess(true),
                new TableAccountSasResourceType()
                    .setService(true)
                    .setContainer(true)
                    .setObject(true)));
  }

  @BeforeEach
  void makeTable() throws IOException, InterruptedException {
    assertThat(send("POST", "/Tables", "{\"TableName\":\"Things\"}").statusCode()).isEqualTo(201);
  }

  @AfterEach
  void closeStorage() {
    http.close();
    storage.close();
  }

  @Test
  void anInsertedEntityIsEchoedUnlessTheClientPrefersNot()
      throws IOException, InterruptedException {
    HttpResponse<String> echoed =
        send("POST", "/Things", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"N\":1,\"X\":null}");
    assertThat(echoed.statusCode()).isEqualTo(201);
    assertThat(echoed.body()).contains("\"N\":1").doesNotContain("\"X\"");
    assertThat(echoed.headers().firstValue("ETag").orElse(""))
        .matches("W/\"datetime'\\d{4}-\\d\\d-\\d\\dT\\d\\d%3A\\d\\d%3A\\d\\d\\.\\d{7}Z'\"");
    assertThat(echoed.headers().firstValue("Location").orElse(""))
        .endsWith("/Things(PartitionKey='p',RowKey='r')");

    HttpResponse<String> silent =
        send(
            "POST",
            "/Things",
            "{\"PartitionKey\":\"p\",\"RowKey\":\"s\"}",
            "Prefer",
            "return-no-content");
    assertThat(silent.statusCode()).isEqualTo(204);
    assertThat(silent.body()).isEmpty();
    assertThat(silent.headers().firstValue("Preference-Applied")).hasValue("return-no-content");
  }

  @Test
  void aClientIsToldAsMuchAsItWants() throws IOException, InterruptedException {
    send(
        "POST",
        "/Things",
        "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"L@odata.type\":\"Edm.Int64\",\"L\":\"7\"}");
    String path = "/Things(PartitionKey='p',RowKey='r')";

    HttpResponse<String> none = get(path, "application/json;odata=nometadata");
    assertThat(none.body()).contains("\"L\":\"7\"").doesNotContain("odata");
    assertThat(none.headers().firstValue("Content-Type").orElse("")).contains("nometadata");

    HttpResponse<String> minimal = get(path, "application/json");
    assertThat(minimal.body())
        .contains("$metadata#Things/@Element", "\"L@odata.type\":\"Edm.Int64\"", "\"odata.etag\"")
        .doesNotContain("odata.id", "Timestamp@odata.type");

    HttpResponse<String> full = get(path, "application/json;odata=fullmetadata");
    assertThat(full.body())
        .contains(
            "\"odata.type\":\"devstoreaccount1.Things\"",
            "\"odata.editLink\":\"Things(PartitionKey='p',RowKey='r')\"",
            "\"Timestamp@odata.type\":\"Edm.DateTime\"");
  }

  @Test
  void aQueryAnswersWithAListAndTheNextKeys() throws IOException, InterruptedException {
    for (String row : new String[] {"a", "ü", "z"}) {
      send("POST", "/Things", "{\"PartitionKey\":\"p\",\"RowKey\":\"" + row + "\"}");
    }
    HttpResponse<String> first =
        get("/Things()?$top=1&$select=RowKey", "application/json;odata=nometadata");
    assertThat(first.body()).isEqualTo("{\"value\":[{\"RowKey\":\"a\"}]}");
    HttpResponse<String> second =
        get(
            "/Things()?$top=1&$select=RowKey&NextPartitionKey="
                + next(first, "NextPartitionKey")
                + "&NextRowKey="
                + next(first, "NextRowKey"),
            "application/json;odata=nometadata");
    assertThat(second.body()).contains("\"z\"");
    HttpResponse<String> forged =
        get("/Things()?NextPartitionKey=x", "application/json;odata=nometadata");
    assertThat(forged.statusCode()).isEqualTo(400);
  }

  private static String next(HttpResponse<String> response, String name) {
    String value = response.headers().firstValue("x-ms-continuation-" + name).orElse("");
    return URLEncoder.encode(value, UTF_8);
  }

  @Test
  void aRefusalIsJson() throws IOException, InterruptedException {
    HttpResponse<String> absent =
        get("/Things(PartitionKey='p',RowKey='it''s')", "application/json");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body())
        .startsWith("{\"odata.error\":{\"code\":\"ResourceNotFound\",\"message\":{\"lang\":");
    assertThat(absent.headers().firstValue("x-ms-error-code")).hasValue("ResourceNotFound");
  }

  @Test
  void badRequestsAreToldWhatIsWrong() throws IOException, InterruptedException {
    String row = "/Things(PartitionKey='p',RowKey='r')";
    assertRefused(send("DELETE", row, ""), 400, "MissingRequiredHeader");
    assertRefused(send("POST", "/Things", "{\"RowKey\":\"r\"}"), 400, "PropertiesNeedValue");
    assertRefused(send("POST", "/Things", "no json"), 400, "InvalidInput");
    assertRefused(send("PUT", row, "{\"PartitionKey\":\"q\"}"), 400, "InvalidInput");
    assertRefused(send("PUT", row, "{\"A\":{}}"), 400, "InvalidInput");
    assertRefused(
        send("PUT", row, "{\"A@odata.type\":\"Edm.Guid\",\"A\":\"x\"}"), 400, "InvalidInput");
    assertRefused(send("PUT", row, "{\"A\":99999999999}"), 400, "InvalidInput");
    assertRefused(send("PUT", "/Things(RowKey='r')", "{}"), 400, "InvalidUri");
    assertRefused(send("POST", row, "{}"), 405, "MethodNotAllowed");
    assertRefused(send("POST", "/$batch", "nonsense"), 400, "InvalidInput");
    assertRefused(send("DELETE", "/Tables('absent')", ""), 404, "ResourceNotFound");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void aBatchMayHoldOneQuery() throws IOException, InterruptedException {
    send("POST", "/Things", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"N\":7}");
    String query =
        """
        --batch_a
        Content-Type: application/http

        GET %s/Things()?$filter=N%%20eq%%207&$select=N HTTP/1.1
        Accept: application/json;odata=nometadata

        --batch_a--
        """
            .formatted(storage.endpoint(ServiceKind.TABLE));
    HttpResponse<String> answer =
        send("POST", "/$batch", query, "Content-Type", "multipart/mixed; boundary=batch_a");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .contains("HTTP/1.1 200 OK\r\n", "\r\n\r\n{\"value\":[{\"N\":7}]}\r\n");
  }

  @Test
  void whatIsWantedAndAbsentIsNull() throws IOException, InterruptedException {
    send("PUT", "/Things(PartitionKey='p',RowKey='r')", "{\"A\":1}");
    assertThat(get("/Things()?$select=A,B", "application/json;odata=nometadata").body())
        .isEqualTo("{\"value\":[{\"A\":1,\"B\":null}]}");
    assertThat(
            get(
                    "/Things(PartitionKey='p',RowKey='r')?$select=B",
                    "application/json;odata=nometadata")
                .body())
        .isEqualTo("{\"B\":null}");
  }

  @Test
  void anEtagIsJudgedByItsFormFirst() throws IOException, InterruptedException {
    String row = "/Things(PartitionKey='p',RowKey='r')";
    String etag = send("PUT", row, "{}").headers().firstValue("ETag").orElse("");
    assertRefused(send("PUT", row, "{}", "If-Match", "nonsense"), 400, "InvalidInput");
    assertRefused(send("DELETE", row, "", "If-Match", "1"), 400, "InvalidInput");
    assertRefused(
        send("MERGE", row, "{}", "If-Match", "W/\"other\""), 412, "UpdateConditionNotSatisfied");
    assertThat(send("PUT", row, "{}", "If-Match", etag).statusCode()).isEqualTo(204);
    assertRefused(send("DELETE", row, "", "If-Match", etag), 412, "UpdateConditionNotSatisfied");
    assertThat(send("POST", row, "", "If-Match", "*", "X-HTTP-Method", "DELETE").statusCode())
        .isEqualTo(204);
    assertRefused(send("PUT", row, "{}", "If-Match", "*"), 404, "ResourceNotFound");
  }

  @Test
  void feedsAreSpokenNoMore() throws IOException, InterruptedException {
    assertRefused(get("/Things()", "application/atom+xml"), 415, "AtomFormatNotSupported");
    assertRefused(
        send("POST", "/Things", "<entry/>", "Content-Type", "application/atom+xml"),
        415,
        "AtomFormatNotSupported");
    assertThat(get("/Things()", "application/atom+xml,application/json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoAsksForContentIsToldThatItWasHeard() throws IOException, InterruptedException {
    HttpResponse<String> echoed =
        send(
            "POST",
            "/Things",
            "{\"PartitionKey\":\"p\",\"RowKey\":\"r\"}",
            "Prefer",
            "return-content");
    assertThat(echoed.headers().firstValue("Preference-Applied")).hasValue("return-content");
  }

  /// Which change of a transaction was refused, by its place.
  @Test
  void aTransactionNamesTheChangeThatFails() throws IOException, InterruptedException {
    send("PUT", "/Things(PartitionKey='p',RowKey='r')", "{}");
    String changes = change("a") + change("r") + change("b");
    HttpResponse<String> answer = transaction(changes);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("409 Conflict", "EntityAlreadyExists", "\"1:The specified");
    assertThat(get("/Things(PartitionKey='p',RowKey='a')", "application/json").statusCode())
        .isEqualTo(404);
    assertThat(transaction(change("c") + change("c")).body()).contains("InvalidDuplicateRow");
    assertThat(transaction(change("c").repeat(101)).body())
        .contains("InvalidInput", "exceeds the maximum 100 changes");
  }

  private String change(String row) {
    return """
    --changeset_b
    Content-Type: application/http
    Content-Transfer-Encoding: binary

    POST %s/Things HTTP/1.1
    Content-Type: application/json

    {"PartitionKey":"p","RowKey":"%s"}
    """
        .formatted(storage.endpoint(ServiceKind.TABLE), row);
  }

  private HttpResponse<String> transaction(String changes)
      throws IOException, InterruptedException {
    String body =
        "--batch_a\nContent-Type: multipart/mixed; boundary=changeset_b\n\n"
            + changes
            + "--changeset_b--\n--batch_a--\n";
    return send("POST", "/$batch", body, "Content-Type", "multipart/mixed; boundary=batch_a");
  }

  @Test
  void mergingWorksUnderItsOldNames() throws IOException, InterruptedException {
    String row = "/Things(PartitionKey='p',RowKey='r')";
    send("PUT", row, "{\"A\":1}");
    assertThat(send("MERGE", row, "{\"B\":2}").statusCode()).isEqualTo(204);
    assertThat(send("POST", row, "{\"C\":3}", "X-HTTP-Method", "MERGE").statusCode())
        .isEqualTo(204);
    assertThat(get(row, "application/json").body()).contains("\"A\":1,\"B\":2,\"C\":3");
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return send("GET", path, "", "Accept", accept);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    String separator = path.contains("?") ? "&" : "?";
    URI uri =
        URI.create(
            storage.endpoint(ServiceKind.TABLE)
                + path.replace("ü", "%C3%BC")
                + separator
                + signature);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
