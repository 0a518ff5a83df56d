package weftline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;

/// Everyday requests of one client to the three services, so that the Java machine can learn,
/// before a server is started in earnest, which code is hot.
final class Rehearsal implements AutoCloseable {
  private static final Duration SIGNED_FOR = Duration.ofHours(1);
  private static final String NAME = "rehearsal";
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] CONTENT = new byte[4 << 10];

  private static final String COMMON =
      lines(
          " HTTP/1.1",
          "Host: 127.0.0.1",
          "x-ms-version: 2021-12-02",
          "User-Agent: rehearsal",
          "x-ms-client-request-id: 00000000-0000-0000-0000-000000000000");
  private static final String JSON =
      lines(
          "Accept: application/json;odata=nometadata",
          "Content-Type: application/json",
          "DataServiceVersion: 3.0",
          "Prefer: return-no-content");
  private static final String BLOB =
      lines("x-ms-blob-type: BlockBlob", "Content-Type: application/octet-stream");

  private final Map<ServiceKind, RehearsalConnection> services = new EnumMap<>(ServiceKind.class);
  private final String signature;

  private Rehearsal(String signature) {
    this.signature = signature;
  }

  static Rehearsal of(StorageServer server, Instant now) throws IOException {
    Rehearsal rehearsal =
        new Rehearsal(
            DevelopmentStorage.signer().forAccount("bqt", "sco", "rwdlacup", now.plus(SIGNED_FOR)));
    try {
      for (ServiceKind kind : ServiceKind.values()) {
        rehearsal.services.put(kind, RehearsalConnection.to(server.address(kind)));
      }
      return rehearsal;
    } catch (IOException e) {
      rehearsal.close();
      throw e;
    }
  }

  /// Makes what the requests are about.
  void prepare() throws IOException {
    ask(ServiceKind.BLOB, "PUT", NAME + "?restype=container&", "", NOTHING);
    ask(ServiceKind.QUEUE, "PUT", NAME + "?", "", NOTHING);
    ask(ServiceKind.TABLE, "POST", "Tables?", JSON, bytes("{\"TableName\":\"" + NAME + "\"}"));
  }

  /// One of each kind; no two runs may have the same number.
  void run(int number) throws IOException {
    blob("blob" + number);
    message();
    entity("row" + number);
  }

  private void blob(String name) throws IOException {
    String path = NAME + "/" + name + "?";
    ask(ServiceKind.BLOB, "PUT", path, BLOB, CONTENT);
    ask(ServiceKind.BLOB, "GET", path, "", NOTHING);
    ask(ServiceKind.BLOB, "GET", path, lines("x-ms-range: bytes=0-1023"), NOTHING);
  }

  private void message() throws IOException {
    String messages = NAME + "/messages";
    String text = "<QueueMessage><MessageText>bWVzc2FnZQ==</MessageText></QueueMessage>";
    ask(
        ServiceKind.QUEUE,
        "POST",
        messages + "?",
        lines("Content-Type: application/xml"),
        bytes(text));
    String taken = ask(ServiceKind.QUEUE, "GET", messages + "?", "", NOTHING);
    String message = messages + "/" + element(taken, "MessageId");
    String receipt = element(taken, "PopReceipt").replace("+", "%2B");
    ask(ServiceKind.QUEUE, "DELETE", message + "?popreceipt=" + receipt + "&", "", NOTHING);
  }

  private void entity(String row) throws IOException {
    String entity =
        """
        {"PartitionKey":"%s","RowKey":"%s","Text":"The quick brown fox","Number":7,"Price":12.5,
         "Sold":true,"Big":"9000000000","Big@odata.type":"Edm.Int64"}\
        """
            .formatted(NAME, row);
    String key = "(PartitionKey='" + NAME + "',RowKey='" + row + "')";
    ask(ServiceKind.TABLE, "POST", NAME + "?", JSON, bytes(entity));
    ask(ServiceKind.TABLE, "GET", NAME + key + "?", JSON, NOTHING);
  }

  /// @param path ends where more of the query can follow
  private String ask(ServiceKind kind, String method, String path, String headers, byte[] body)
      throws IOException {
    RehearsalConnection connection = services.get(kind);
    if (connection == null) {
      throw new IllegalStateException("no connection to the " + kind + " service");
    }
    String target = "/" + DevelopmentStorage.ACCOUNT + "/" + path + signature;
    return connection.ask(method + " " + target + COMMON + headers, body);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String element(String xml, String name) {
    return List.of(xml.split("</?" + name + ">", 3)).get(1);
  }

  @Override
  public void close() throws IOException {
    for (RehearsalConnection each : services.values()) {
      each.close();
    }
  }
}
