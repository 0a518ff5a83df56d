package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.compatibility.RawClient.chunked;
import static weftline.storage.compatibility.RawClient.request;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.ServiceKind;

/// Ways to speak HTTP that today's libraries do not have, but old and simple clients do.
class RawClientTest {
  private static final String BLOCK_BLOB = "x-ms-blob-type: BlockBlob\n";

  private AllServices services;
  private RawClient client;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    services = AllServices.serve(folder);
    client = client(ServiceKind.BLOB);
    client.send(put("box?restype=container", "", ""));
    assertThat(client.answer()).startsWith("HTTP/1.1 201 ");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    services.close();
  }

  @Test
  void requestsThatAreSentAtOnceAreAnsweredInTheirOrder() throws IOException {
    client.send(
        put("box/a", BLOCK_BLOB, "first")
            + put("box/b", BLOCK_BLOB, "second")
            + get("box/a")
            + get("box/b"));

    assertThat(client.answer()).startsWith("HTTP/1.1 201 ");
    assertThat(client.answer()).startsWith("HTTP/1.1 201 ");
    assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("first");
    assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("second");
  }

  @Test
  void aRefusalDoesNotSpoilWhatFollows() throws IOException {
    client.send(get("box/none") + put("none/a", BLOCK_BLOB, "body") + get("box?restype=container"));

    assertThat(client.answer()).startsWith("HTTP/1.1 404 ").contains("BlobNotFound");
    assertThat(client.answer()).startsWith("HTTP/1.1 404 ").contains("ContainerNotFound");
    assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void messagesAndEntitiesMayComeInChunks() throws IOException {
    String message = "<QueueMessage><MessageText>hello</MessageText></QueueMessage>";
    try (RawClient queues = client(ServiceKind.QUEUE)) {
      queues.send(request("PUT", queues.target("letters"), "Content-Length: 0\n", ""));
      assertThat(queues.answer()).startsWith("HTTP/1.1 201 ");
      queues.send(
          request(
              "POST",
              queues.target("letters/messages"),
              "Transfer-Encoding: chunked\n",
              chunked(message)));
      assertThat(queues.answer()).startsWith("HTTP/1.1 201 ");
    }
    try (RawClient tables = client(ServiceKind.TABLE)) {
      String headers = "Transfer-Encoding: chunked\nContent-Type: application/json\n";
      String table = chunked("{\"TableName\":\"things\"}");
      tables.send(request("POST", tables.target("Tables"), headers, table));
      assertThat(tables.answer()).startsWith("HTTP/1.1 201 ");
      String entity = chunked("{\"PartitionKey\":\"p\",\"RowKey\":\"r\"}");
      tables.send(request("POST", tables.target("things"), headers, entity));
      assertThat(tables.answer()).startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  void aBlobMustSayHowLongItIs() throws IOException {
    client.send(
        request(
            "PUT",
            client.target("box/a"),
            BLOCK_BLOB + "Transfer-Encoding: chunked\n",
            chunked("body")));
    assertThat(client.answer()).startsWith("HTTP/1.1 411 ").contains("MissingContentLengthHeader");

    client.send(get("box?restype=container"));
    assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyIsCalledForWhenItsSenderMaySendIt() throws IOException {
    String head = BLOCK_BLOB + "Expect: 100-continue\nContent-Length: 4\n";
    client.send(request("PUT", client.target("box/a"), head, ""));
    assertThat(client.head()).startsWith("HTTP/1.1 100 ");
    client.send("body");
    assertThat(client.answer()).startsWith("HTTP/1.1 201 ");

    String stranger = client.target("box/a").replaceFirst("sig=[^&]*", "sig=AAAA");
    client.send(request("PUT", stranger, head, ""));
    assertThat(client.answer()).startsWith("HTTP/1.1 403 ").contains("AuthenticationFailed");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void aHeadSaysWhatTheBodyWouldBe() throws IOException {
    client.send(put("box/a", BLOCK_BLOB, "four"));
    client.answer();
    client.send(request("HEAD", client.target("box/a"), "", ""));
    assertThat(client.head()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("length: 4\r\n");

    client.send(request("HEAD", client.target("box/none"), "", "") + get("box/a"));
    assertThat(client.head()).startsWith("HTTP/1.1 404 ").contains("BlobNotFound");
    assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("four");
  }

  @Test
  void aTargetMayNameTheServerToo() throws IOException {
    client.send(put("box/a", BLOCK_BLOB, "four"));
    client.answer();
    client.send(request("GET", client.absolute("box/a"), "", ""));

    assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("four");
  }

  @Test
  void theOldProtocolIsSpokenToo() throws IOException {
    client.send(put("box/a", BLOCK_BLOB, "four"));
    client.answer();
    client.send("GET " + client.target("box/a") + " HTTP/1.0\r\n\r\n");

    assertThat(client.answer()).contains(" 200 ").endsWith("four");
    assertThat(client.rest()).isEmpty();
  }

  private RawClient client(ServiceKind kind) throws IOException {
    return new RawClient(URI.create(services.endpoint(kind)));
  }

  private String get(String pathAndQuery) {
    return request("GET", client.target(pathAndQuery), "", "");
  }

  private String put(String pathAndQuery, String headers, String body) {
    String all = headers + "Content-Length: " + body.length() + "\n";
    return request("PUT", client.target(pathAndQuery), all, body);
  }
}
