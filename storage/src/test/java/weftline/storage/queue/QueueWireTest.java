package weftline.storage.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.queue.QueueServiceClientBuilder;
import java.io.IOException;
import java.net.URI;
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

/// What goes over the wire where the official library would not go.
final class QueueWireTest {
  private static final String MESSAGE =
      "<QueueMessage><MessageText>hello</MessageText></QueueMessage>";

  private final HttpClient http = HttpClient.newHttpClient();
  private final StorageFixture storage;
  private final String signature;

  QueueWireTest() throws IOException {
    storage = StorageFixture.inMemory();
    signature =
        new QueueServiceClientBuilder()
            .connectionString(storage.connectionString())
            .buildClient()
            .generateAccountSas(
                new AccountSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                    AccountSasPermission.parse("rwdlacup"),
                    new AccountSasService().setQueueAccess(true),
                    AccountSasResourceType.parse("sco")));
  }

  @BeforeEach
  void makeQueue() throws IOException, InterruptedException {
    assertThat(send("PUT", "/jobs", "").statusCode()).isEqualTo(201);
  }

  @AfterEach
  void closeStorage() {
    http.close();
    storage.close();
  }

  @Test
  void everyAnswerNamesItsRequest() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/jobs?comp=metadata", "");
    assertThat(answer.headers().firstValue("x-ms-request-id")).isPresent();
    assertThat(answer.headers().firstValue("x-ms-version")).isPresent();
    assertThat(answer.headers().firstValue("x-ms-approximate-messages-count")).hasValue("0");
  }

  @Test
  void aMessageHasTheElementsOfTheDocuments() throws IOException, InterruptedException {
    HttpResponse<String> put = send("POST", "/jobs/messages?messagettl=60", MESSAGE);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(put.body())
        .containsSubsequence(
            "<QueueMessagesList><QueueMessage><MessageId>",
            "<InsertionTime>",
            "<ExpirationTime>",
            "<PopReceipt>",
            "<TimeNextVisible>")
        .doesNotContain("MessageText");
    assertThat(send("GET", "/jobs/messages?peekonly=true", "").body())
        .contains("<DequeueCount>0</DequeueCount><MessageText>hello</MessageText>")
        .doesNotContain("PopReceipt");
    assertThat(send("GET", "/jobs/messages", "").body())
        .contains("<DequeueCount>1</DequeueCount><MessageText>hello</MessageText>", "<PopReceipt>");
    assertThat(send("GET", "/jobs/messages", "").body())
        .contains("<QueueMessagesList></QueueMessagesList>");
  }

  @Test
  void badRequestsAreToldWhatIsWrong() throws IOException, InterruptedException {
    String id = "/jobs/messages/00000000-0000-0000-0000-000000000000";
    assertRefused(send("POST", "/jobs/messages", ""), 400, "InvalidXmlDocument");
    assertRefused(send("POST", "/jobs/messages", "<a>"), 400, "InvalidXmlDocument");
    assertRefused(send("POST", "/jobs/messages", "<a/>"), 400, "InvalidXmlDocument");
    assertRefused(
        send(
            "POST",
            "/jobs/messages",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><QueueMessage><MessageText>&b;</MessageText>"
                + "</QueueMessage>"),
        400,
        "InvalidXmlDocument");
    assertRefused(
        send("POST", "/jobs/messages?messagettl=0", MESSAGE), 400, "OutOfRangeQueryParameterValue");
    assertRefused(
        send("GET", "/jobs/messages?visibilitytimeout=0", ""),
        400,
        "OutOfRangeQueryParameterValue");
    assertRefused(
        send("GET", "/jobs/messages?numofmessages=many", ""), 400, "InvalidQueryParameterValue");
    assertRefused(send("DELETE", id, ""), 400, "MissingRequiredQueryParameter");
    assertRefused(send("DELETE", id + "?popreceipt=x", ""), 400, "InvalidQueryParameterValue");
    assertRefused(send("DELETE", id + "?popreceipt=AAAAAAAAAAA%3D", ""), 404, "MessageNotFound");
    assertRefused(
        send("PUT", id + "?popreceipt=AAAAAAAAAAA%3D", MESSAGE),
        400,
        "MissingRequiredQueryParameter");
    assertRefused(send("POST", id, MESSAGE), 405, "UnsupportedHttpVerb");
    assertRefused(send("GET", "/jobs/nonsense", ""), 400, "InvalidUri");
    assertRefused(send("GET", "/absent/messages", ""), 404, "QueueNotFound");
    assertRefused(send("PUT", "/a--b", ""), 400, "InvalidResourceName");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    String separator = path.contains("?") ? "&" : "?";
    URI uri = URI.create(storage.endpoint(ServiceKind.QUEUE) + path + separator + signature);
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
