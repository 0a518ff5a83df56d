package weftline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;

/// Clients that write until the server is gone, and afterwards look whether it has kept its word.
final class CrashClients {
  private static final byte[] NOTHING = {};
  private static final int[] SIZES = {100, 5_000, 70_000, 300_000};
  private static final int NAMES = 4;
  private static final int MESSAGES_MAX = 20;
  private static final String JSON = "application/json";

  private final CrashProcess server;
  private final Promises promises;
  private final int round;

  CrashClients(CrashProcess server, Promises promises, int round) {
    this.server = server;
    this.promises = promises;
    this.round = round;
  }

  /// Makes what all of them use. It may be there from an earlier round.
  void prepare() throws IOException, InterruptedException {
    assertThat(send(ServiceKind.BLOB, "PUT", "box?restype=container", NOTHING)).isIn(201, 409);
    String table = "{\"TableName\":\"things\"}";
    assertThat(
            send(ServiceKind.TABLE, "POST", "Tables", table.getBytes(UTF_8), "Content-Type", JSON))
        .isIn(201, 409);
  }

  void writeBlobs(int client) throws IOException, InterruptedException {
    Random random = new Random(client);
    for (int number = 0; ; number++) {
      String name = "blob-%d-%d".formatted(client, random.nextInt(NAMES));
      if (random.nextInt(5) == 0) {
        change(
            name, Optional.empty(), () -> send(ServiceKind.BLOB, "DELETE", "box/" + name, NOTHING));
      } else {
        byte[] content = new byte[SIZES[random.nextInt(SIZES.length)]];
        new Random(number).nextBytes(content);
        change(
            name,
            Optional.of(checksum(content)),
            () ->
                send(
                    ServiceKind.BLOB,
                    "PUT",
                    "box/" + name,
                    content,
                    "x-ms-blob-type",
                    "BlockBlob"));
      }
    }
  }

  /// Puts messages, and deletes so many that the rest can be seen at once.
  void writeMessages(int client) throws IOException, InterruptedException {
    String queue = queue(client);
    assertThat(send(ServiceKind.QUEUE, "PUT", queue, NOTHING)).isEqualTo(201);
    for (int number = 0; ; number++) {
      String text = "%s-%d".formatted(queue, number);
      promises.ask(text, Optional.of(text));
      String body = "<QueueMessage><MessageText>%s</MessageText></QueueMessage>".formatted(text);
      HttpResponse<byte[]> answer =
          server.send(ServiceKind.QUEUE, "POST", queue + "/messages", body.getBytes(UTF_8));
      assertThat(answer.statusCode()).isEqualTo(201);
      promises.acknowledge(text, Optional.of(text));
      String receipt = new String(answer.body(), UTF_8);
      if (number >= MESSAGES_MAX || number % 3 == 0) {
        change(text, Optional.empty(), () -> delete(queue, receipt));
      }
    }
  }

  private int delete(String queue, String answer) throws IOException, InterruptedException {
    return send(
        ServiceKind.QUEUE,
        "DELETE",
        "%s/messages/%s?popreceipt=%s"
            .formatted(
                queue,
                between(answer, "<MessageId>", "</MessageId>"),
                URLEncoder.encode(between(answer, "<PopReceipt>", "</PopReceipt>"), UTF_8)),
        NOTHING);
  }

  /// Changes entities one by one, and pairs of them that are there together or not at all.
  void writeEntities(int client) throws IOException, InterruptedException {
    Random random = new Random(client);
    for (int number = 0; ; number++) {
      String name = "entity-%d-%d".formatted(client, random.nextInt(NAMES));
      switch (random.nextInt(4)) {
        case 0 ->
            change(
                name,
                Optional.empty(),
                () -> send(ServiceKind.TABLE, "DELETE", entity(name), NOTHING, "If-Match", "*"));
        case 1 -> {
          String pair = "pair-%d-%d-%d".formatted(round, client, number);
          change(pair, Optional.of(pair), () -> insertPair(pair));
        }
        default -> {
          String value = round + "-" + number;
          String body = "{\"Value\":\"%s\"}".formatted(value);
          change(
              name,
              Optional.of(value),
              () ->
                  send(
                      ServiceKind.TABLE,
                      "PUT",
                      entity(name),
                      body.getBytes(UTF_8),
                      "Content-Type",
                      JSON));
        }
      }
    }
  }

  private int insertPair(String pair) throws IOException, InterruptedException {
    StringBuilder body =
        new StringBuilder("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n");
    for (String half : new String[] {"-left", "-right"}) {
      body.append("--c\r\nContent-Type: application/http\r\n\r\n")
          .append(
              "POST /devstoreaccount1/things HTTP/1.1\r\nContent-Type: application/json\r\n\r\n")
          .append(
              "{\"PartitionKey\":\"p\",\"RowKey\":\"%s\",\"Value\":\"%s\"}\r\n"
                  .formatted(pair + half, pair));
    }
    body.append("--c--\r\n--b--\r\n");
    return send(
        ServiceKind.TABLE,
        "POST",
        "$batch",
        body.toString().getBytes(UTF_8),
        "Content-Type",
        "multipart/mixed; boundary=b");
  }

  /// Looks at everything that a promise is about.
  void check(int clients) throws IOException, InterruptedException {
    for (String blob : promises.things("blob-")) {
      HttpResponse<byte[]> answer = server.send(ServiceKind.BLOB, "GET", "box/" + blob, NOTHING);
      promises.check(blob, found(answer).map(CrashClients::checksum));
    }
    for (String entity : promises.things("entity-")) {
      promises.check(entity, value(entity));
    }
    for (String pair : promises.things("pair-")) {
      Optional<String> left = value(pair + "-left");
      assertThat(value(pair + "-right")).as(pair).isEqualTo(left);
      promises.check(pair, left);
    }
    promises.forget("pair-");
    for (int client = 0; round > 0 && client < clients; client++) {
      checkMessages("queue-%d-%d".formatted(round - 1, client));
    }
    promises.forget("queue-");
  }

  private void checkMessages(String queue) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        server.send(
            ServiceKind.QUEUE, "GET", queue + "/messages?peekonly=true&numofmessages=32", NOTHING);
    String all = found(answer).map(bytes -> new String(bytes, UTF_8)).orElse("");
    for (String text : promises.things(queue + "-")) {
      promises.check(
          text, Optional.of(text).filter(each -> all.contains(">" + each + "</MessageText>")));
    }
  }

  private Optional<String> value(String entity) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        server.send(ServiceKind.TABLE, "GET", entity(entity), NOTHING, "Accept", JSON);
    return found(answer).map(bytes -> between(new String(bytes, UTF_8), "\"Value\":\"", "\""));
  }

  private static Optional<byte[]> found(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isIn(200, 404);
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private void change(String thing, Optional<String> state, Request request)
      throws IOException, InterruptedException {
    promises.ask(thing, state);
    assertThat(request.status()).as(thing).isIn(200, 201, 202, 204, 404);
    promises.acknowledge(thing, state);
  }

  private int send(ServiceKind kind, String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return server.send(kind, method, path, body, headers).statusCode();
  }

  private String queue(int client) {
    return "queue-%d-%d".formatted(round, client);
  }

  private static String entity(String name) {
    return "things(PartitionKey='p',RowKey='%s')".formatted(name);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return bytes.length + "-" + checksum.getValue();
  }

  /// One request, and the status of its answer.
  @FunctionalInterface
  private interface Request {
    int status() throws IOException, InterruptedException;
  }
}
