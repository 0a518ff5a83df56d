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
  void oldVersionsAreAnsweredInTheirForm() throws IOException, InterruptedException {
    HttpResponse<String> put =
        send("POST", "/jobs/messages", MESSAGE, "x-ms-version", "2015-04-05");
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(put.body()).isEmpty();
    assertThat(send("GET", "?comp=list", "", "x-ms-version", "2009-09-19").body())
        .contains(" AccountName=\"http://", "<Url>http://")
        .doesNotContain("ServiceEndpoint");
    assertThat(send("GET", "?comp=list", "").body())
        .contains(" ServiceEndpoint=\"http://")
        .doesNotContain("<Url>");
  }

  @Test
  void aQueueIsMadeAgainOnlyAsItIs() throws IOException, InterruptedException {
    assertThat(send("PUT", "/jobs", "").statusCode()).isEqualTo(204);
    assertRefused(send("PUT", "/jobs", "", "x-ms-meta-a", "b"), 409, "QueueAlreadyExists");
    assertThat(send("PUT", "/jobs?comp=metadata", "", "x-ms-meta-a", "b").statusCode())
        .isEqualTo(204);
    assertThat(send("PUT", "/jobs", "", "x-ms-meta-a", "b").statusCode()).isEqualTo(204);
    assertThat(send("GET", "?comp=list&include=metadata", "").body())
        .contains("<Metadata><a>b</a></Metadata>");
  }

  @Test
  void aMessageHasABoundedSizeAndAnyTimeToLive() throws IOException, InterruptedException {
    String longest = "<QueueMessage><MessageText>%s</MessageText></QueueMessage>";
    assertThat(
            send("POST", "/jobs/messages?messagettl=-1", longest.formatted("x".repeat(65_536)))
                .body())
        .contains("<ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime>");
    assertRefused(
        send("POST", "/jobs/messages", longest.formatted("x".repeat(65_537))),
        413,
        "RequestBodyTooLarge");
    assertRefused(
        send("POST", "/jobs/messages?messagettl=60&visibilitytimeout=60", MESSAGE),
        400,
        "InvalidQueryParameterValue");
    assertRefused(
        send("POST", "/jobs/messages?visibilitytimeout=604801", MESSAGE),
        400,
        "OutOfRangeQueryParameterValue");
    assertRefused(
        send("GET", "/jobs/messages?numofmessages=33", ""), 400, "OutOfRangeQueryParameterValue");
    assertThat(send("GET", "/jobs/messages?numofmessages=32", "").statusCode()).isEqualTo(200);
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

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    String separator = path.contains("?") ? "&" : "?";
    URI uri = URI.create(storage.endpoint(ServiceKind.QUEUE) + path + separator + signature);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
