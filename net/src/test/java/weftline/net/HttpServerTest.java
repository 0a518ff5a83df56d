package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire, seen from both ends.
final class HttpServerTest {
  private static final String CLOSE = "Host: x\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;

  @Test
  void pathAndQueryArriveAsTheyWereSent() throws IOException {
    try (var fixture =
            ServerFixture.with(request ->
                completedStage(Response.text(200, request.rawPath() + " " + request.rawQuery())));
        var connection = fixture.connect()) {
      connection.send("GET /a%2Fb/%e4%B8//c+d?x=%26+y&&z HTTP/1.1\r\n" + CLOSE);

      assertThat(connection.readToEnd()).endsWith("/a%2Fb/%e4%B8//c+d x=%26+y&&z");
    }
  }

  @Test
  void absoluteTargetsLoseTheirAuthority() throws IOException {
    try (var fixture =
            ServerFixture.with(request -> completedStage(Response.text(200, request.rawPath())));
        var connection = fixture.connect()) {
      connection.send("GET http://x:1/account/b HTTP/1.1\r\n" + CLOSE);

      assertThat(connection.readToEnd()).endsWith("\r\n/account/b");
    }
  }

  @Test
  void duplicateHeadersStayInOrderBothWays() throws IOException {
    try (var fixture =
            ServerFixture.with(request -> {
              var values =
                  request.headers().fields().stream()
                      .filter(field -> field.name().equals("X-Many"))
                      .map(Headers.Field::value)
                      .toList();
              return completedStage(
                  Response.text(200, values.toString()).with("X-Back", "1").with("X-Back", "2"));
            });
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nX-Many: b\r\nX-Many: a\r\n" + CLOSE);

      assertThat(connection.readToEnd())
          .contains("X-Back: 1\r\nX-Back: 2\r\n")
          .doesNotContainIgnoringCase("server:")
          .endsWith("[b, a]");
    }
  }

  @Test
  void headHasTheLengthAndNoBody() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                switch (request.rawPath()) {
                  case "/bytes" -> Response.text(200, "four");
                  case "/said" -> Response.of(200).with("Content-Length", "77");
                  case "/file" ->
                      new Response(200, Headers.EMPTY, new Response.Body.FilePart(file, 0, 10));
                  default -> Response.stream(200, "text/plain", out -> out.write(1));
                }))) {
      assertThat(head(fixture, "/bytes")).contains("4");
      assertThat(head(fixture, "/said")).contains("77");
      assertThat(head(fixture, "/file")).contains("10");
      assertThat(head(fixture, "/stream")).isEmpty();
    }
  }

  private static Optional<String> head(ServerFixture fixture, String path) throws IOException {
    var get = HttpCall.get(fixture.uri(path));
    var answer =
        fixture.client.send(
            new HttpCall("HEAD", get.uri(), get.headers(), get.content(), get.timeout()));
    assertThat(answer.body()).isEmpty();
    return answer.headers().first("Content-Length");
  }

  @Test
  void keptAliveAndPipelinedRequestsAreAnsweredInOrder() throws IOException {
    var first = new CompletableFuture<Response>();
    try (var fixture =
            ServerFixture.with(request ->
                request.rawPath().equals("/1")
                    ? first
                    : completedStage(Response.text(200, "second")));
        var connection = fixture.connect()) {
      connection.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\n" + CLOSE);
      first.complete(Response.text(200, "first"));

      assertThat(connection.readToEnd()).containsSubsequence("first", "second");
    }
  }

  @Test
  void bodiesComeWholeUpToTheLimit() throws IOException {
    try (var fixture =
        ServerFixture.with(
            request -> request.body(1_000_000).thenApply(body -> Response.of(200, "a/b", body)))) {
      var body = new byte[1_000_000];
      Arrays.fill(body, (byte) 7);

      assertThat(post(fixture, body).body()).isEqualTo(body);
      assertThat(post(fixture, new byte[0]).body()).isEmpty();
      assertThat(post(fixture, new byte[1_000_001]).status()).isEqualTo(413);
    }
  }

  @Test
  void aChunkedBodyBeyondTheLimitIsRefused() throws IOException {
    try (var fixture =
            ServerFixture.with(
                request -> request.body(4).thenApply(body -> Response.of(200, "a/b", body)));
        var connection = fixture.connect()) {
      connection.send(
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n5\r\n12345\r\n0\r\n\r\n");

      assertThat(connection.readUntil("4 bytes\n")).startsWith("HTTP/1.1 413 ");
      connection.send(
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n2\r\nok\r\n0\r\n\r\n");
      assertThat(connection.readUntil("ok")).startsWith("HTTP/1.1 200 ");
    }
  }

  private static HttpAnswer post(ServerFixture fixture, byte[] body) throws IOException {
    return fixture.client.send(HttpCall.post(fixture.uri("/"), new HttpCall.Content.Bytes(body)));
  }

  @Test
  void aBodyIsOnlyCalledForWhenItIsWanted() throws IOException {
    try (var fixture =
        ServerFixture.with(request ->
            request.rawPath().equals("/no")
                ? completedStage(Response.text(403, "no"))
                : request.body(10).thenApply(body -> Response.of(200, "a/b", body)))) {
      try (var connection = fixture.connect()) {
        connection.send(
            "PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
        connection.send("body");
        assertThat(connection.readUntil("body")).startsWith("HTTP/1.1 200 ");
      }
      try (var connection = fixture.connect()) {
        connection.send(
            "PUT /no HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(connection.readToEnd()).startsWith("HTTP/1.1 403 ");
      }
    }
  }

  @Test
  void aBodyThatNobodyReadsDoesNotBlockTheConnection() throws IOException {
    try (var fixture =
            ServerFixture.with(request -> completedStage(Response.text(200, request.rawPath())));
        var connection = fixture.connect()) {
      connection.send("PUT /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n");
      connection.readUntil("/1");
      connection.send("bodyGET /2 HTTP/1.1\r\n" + CLOSE);

      assertThat(connection.readToEnd()).endsWith("/2");
    }
  }

  @Test
  void streamedBodiesGoBothWays() throws IOException {
    long length = 64L << 20;
    try (var fixture =
        ServerFixture.blocking(request ->
            request.method().equals("GET")
                ? new Response(
                    200,
                    Headers.EMPTY,
                    new Response.Body.Stream(length, new CountedInput(length)::transferTo))
                : Response.text(200, "" + CountedInput.matches(request.bodyStream())))) {
      var put =
          HttpCall.put(
              fixture.uri("/"),
              new HttpCall.Content.Stream(() -> new CountedInput(length), length));
      assertThat(fixture.client.send(put).text()).isEqualTo(Long.toString(length));
      try (var answer = fixture.client.stream(HttpCall.get(fixture.uri("/")))) {
        assertThat(answer.headers().first("Content-Length")).contains(Long.toString(length));
        assertThat(CountedInput.matches(answer.body())).isEqualTo(length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 7, 100, 1_000})
  void filledMemoryArrivesInOrderAmongWrittenBytes(int written) throws IOException {
    var random = new Random(written);
    var expected = new ByteArrayOutputStream();
    List<byte[]> given =
        IntStream.of(0, 1, 16 << 10, (64 << 10) - 1, 128 << 10, (256 << 10) - 3, 5)
            .mapToObj(size -> randomBytes(random, size + 3))
            .toList();
    Response.Writer writer =
        out -> {
          for (byte[] bytes : given) {
            int end = bytes.length - 1;
            Response.send(out, memory -> memory.put(bytes).limit(end).position(2));
            out.write(new byte[written]);
          }
        };
    writer.write(expected);
    try (var fixture =
        ServerFixture.with(_ -> completedStage(Response.stream(200, "a/b", writer)))) {
      assertThat(fixture.client.send(HttpCall.get(fixture.uri("/"))).body())
          .isEqualTo(expected.toByteArray());
    }
  }

  @Test
  void memoryThatCannotBeFilledBreaksTheAnswerOff() throws IOException {
    Response.Writer writer =
        out -> {
          Response.send(out, memory -> memory.put(new byte[100]).flip());
          Response.send(
              out,
              _ -> {
                throw new IOException("damaged");
              });
        };
    try (var fixture =
        ServerFixture.with(_ -> completedStage(Response.stream(200, "a/b", writer)))) {
      assertThatThrownBy(() -> fixture.client.send(HttpCall.get(fixture.uri("/"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aWriterThatRunsOutOfMemoryBreaksTheAnswerOff() throws IOException {
    Response.Writer writer =
        out -> {
          Response.send(out, memory -> memory.put(new byte[100]).flip());
          Response.send(
              out,
              _ -> {
                throw new OutOfMemoryError("as if");
              });
        };
    try (var fixture =
        ServerFixture.with(_ -> completedStage(Response.stream(200, "a/b", writer)))) {
      assertThatThrownBy(() -> fixture.client.send(HttpCall.get(fixture.uri("/"))))
          .isInstanceOf(IOException.class);
    }
  }

  private static byte[] randomBytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatReadsNothingHoldsTheWriterBack(boolean fills) throws Exception {
    byte[] bytes = new byte[1 << 16];
    var written = new AtomicLong();
    var gone = new CountDownLatch(1);
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                Response.stream(
                    200,
                    "a/b",
                    out -> {
                      try {
                        while (true) {
                          if (fills) {
                            Response.send(out, memory -> memory.put(bytes).flip());
                          } else {
                            out.write(bytes);
                          }
                          written.addAndGet(1 << 16);
                        }
                      } finally {
                        gone.countDown();
                      }
                    })))) {
      try (var connection = fixture.connect()) {
        connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        connection.readUntil("\r\n\r\n");
      }

      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(written.get()).isLessThan(64L << 20);
    }
  }

  @Test
  void aLineOfAStreamArrivesWhenItIsFlushed() throws Exception {
    var arrived = new CountDownLatch(1);
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                Response.stream(
                    200,
                    "application/x-ndjson",
                    out -> {
                      Json.writeLine(out, 1);
                      out.flush();
                      await(arrived);
                      Json.writeLine(out, 2);
                    })))) {
      try (var answer = fixture.client.stream(HttpCall.get(fixture.uri("/")))) {
        assertThat(answer.body().read()).isEqualTo('1');
        arrived.countDown();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("\n2\n");
      }
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IOException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void partsOfFilesAreSent() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                new Response(206, Headers.EMPTY, new Response.Body.FilePart(file, 3, 4))))) {
      var answer = fixture.client.send(HttpCall.get(fixture.uri("/")));

      assertThat(answer.text()).isEqualTo("3456");
      assertThat(answer.headers().first("Content-Length")).contains("4");
    }
  }

  @Test
  void aFileThatIsNotThereIsAnInternalError() throws IOException {
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                new Response(
                    200,
                    Headers.EMPTY,
                    new Response.Body.FilePart(folder.resolve("gone"), 0, 4))))) {
      assertThat(fixture.client.send(HttpCall.get(fixture.uri("/"))).status()).isEqualTo(500);
    }
  }

  @Test
  void aFailingHandlerTellsTheClientANumberAndNoMore() throws IOException {
    try (var fixture =
        ServerFixture.blocking(request -> {
          throw new IOException("secret");
        })) {
      var answer = fixture.client.send(HttpCall.get(fixture.uri("/")));

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).doesNotContain("secret");
      assertThat(answer.text()).contains(answer.headers().first("x-ms-request-id").orElseThrow());
    }
  }

  @Test
  void aHeaderThatCannotBeSentIsAnInternalError() throws IOException {
    try (var fixture =
        ServerFixture.with(request -> completedStage(Response.of(200).with("X", "a\r\nY: b")))) {
      assertThat(fixture.client.send(HttpCall.get(fixture.uri("/"))).status()).isEqualTo(500);
    }
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws IOException {
    try (var fixture = ServerFixture.with(request -> completedStage(Response.of(200)));
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");

      assertThat(connection.readUntil("\r\n")).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws IOException {
    try (var fixture =
            ServerFixture.with(
                ServerFixture.LIMITS.withConnections(1),
                request -> completedStage(Response.of(200)));
        var first = fixture.connect()) {
      first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      try (var second = fixture.connect()) {
        assertThat(second.readToEnd()).isEmpty();
      }
    }
  }

  @Test
  void idleConnectionsAreClosed() throws IOException {
    try (var fixture =
            ServerFixture.with(
                ServerFixture.LIMITS.withIdle(Duration.ofMillis(50)),
                request -> completedStage(Response.of(200)));
        var connection = fixture.connect()) {
      assertThat(connection.readToEnd()).isEmpty();
    }
  }

  @Test
  void aRequestUnderWayEndsBeforeTheServerCloses() throws Exception {
    var begun = new CountDownLatch(1);
    var answer = new CompletableFuture<Response>();
    try (var fixture =
            ServerFixture.with(request -> {
              begun.countDown();
              return answer;
            });
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      await(begun);
      var closing = Thread.ofVirtual().start(fixture.server::close);
      answer.complete(Response.text(200, "last"));

      assertThat(connection.readUntil("last")).startsWith("HTTP/1.1 200 ");
      closing.join();
    }
  }

  @Test
  void idleConnectionsDoNotHoldUpAClose() throws IOException {
    try (var fixture =
            ServerFixture.with(
                HttpLimits.DEFAULT.withDrain(Duration.ofMinutes(1)),
                request -> completedStage(Response.of(200)));
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("\r\n\r\n");
      fixture.server.close();

      assertThat(connection.readToEnd()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var fixture = ServerFixture.with(request -> completedStage(Response.of(200)))) {
      assertThatThrownBy(() ->
              HttpServer.listen(
                  fixture.network,
                  HttpServerConfig.plain(fixture.server.address()),
                  request -> completedStage(Response.of(200))))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(Integer.toString(fixture.server.address().getPort()));
    }
  }
}
