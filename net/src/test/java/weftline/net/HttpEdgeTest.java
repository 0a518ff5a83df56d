package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens when one side does not do what the other expects.
final class HttpEdgeTest {
  private static final Handler ECHO =
      request -> request.body(1 << 20).thenApply(body -> Response.of(200, "a/b", body));

  @Test
  void aStreamThatFailsHalfWayIsNotTakenForWhole() throws IOException {
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                Response.stream(
                    200,
                    "a/b",
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk broken");
                    })))) {
      assertThatThrownBy(() -> fixture.client.send(HttpCall.get(fixture.uri("/"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStreamWithABugIsNotTakenForWhole() throws IOException {
    try (var fixture =
        ServerFixture.with(request ->
            completedStage(
                Response.stream(
                    200,
                    "a/b",
                    out -> {
                      throw new IllegalStateException("bug");
                    })))) {
      assertThatThrownBy(() -> fixture.client.send(HttpCall.get(fixture.uri("/"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatBreaksOffIsAnExceptionForItsReader() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (var fixture =
        ServerFixture.blocking(request -> {
          try (var body = request.bodyStream()) {
            body.transferTo(OutputStream.nullOutputStream());
            seen.add("whole");
          } catch (IOException e) {
            seen.add(String.valueOf(e.getMessage()));
            throw e;
          }
          return Response.of(200);
        })) {
      try (var connection = fixture.connect()) {
        connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
      }

      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("the client is gone");
    }
  }

  @Test
  void aGatheredBodyThatBreaksOffFails() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (var fixture =
        ServerFixture.with(request ->
            request
                .body(100)
                .handle((body, broken) -> {
                  failure.complete(broken);
                  return Response.of(200);
                }))) {
      try (var connection = fixture.connect()) {
        connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
      }

      assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4_000, 65_536, 65_537, 300_000})
  void aStreamReadsWhatComesWithTheHeadAndWhatComesLater(int length) throws IOException {
    try (var fixture =
            ServerFixture.blocking(request -> {
              try (var body = request.bodyStream()) {
                return Response.text(200, "<" + body.readAllBytes().length + ">");
              }
            });
        var connection = fixture.connect()) {
      connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\nx");
      connection.send("x".repeat(length - 1));

      connection.readUntil("<" + length + ">");
    }
  }

  @Test
  void aSmallStreamThatBreaksOffIsAnExceptionForItsReader() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (var fixture =
        ServerFixture.blocking(request -> {
          try (var body = request.bodyStream()) {
            failure.complete(new AssertionError("read " + body.read()));
          } catch (IOException e) {
            failure.complete(e);
          }
          return Response.of(200);
        })) {
      try (var connection = fixture.connect()) {
        connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
      }

      assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(ClientGoneException.class);
    }
  }

  @Test
  void aBodyTheHandlerLeavesHalfReadDoesNotSpoilTheNextRequest() throws IOException {
    try (var fixture =
            ServerFixture.blocking(request -> {
              try (var body = request.bodyStream()) {
                return Response.text(200, "<" + body.read() + ">");
              }
            });
        var connection = fixture.connect()) {
      var body = "x".repeat(300_000);
      connection.send("PUT /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + body);
      connection.readUntil("<120>");
      connection.send("PUT /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\ny");

      assertThat(connection.readUntil("<121>")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBodyFarTooLongEndsTheConnection() throws IOException {
    try (var fixture =
            ServerFixture.with(request -> completedStage(Response.text(200, "no need")));
        var connection = fixture.connect()) {
      connection.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000\r\n\r\n");
      connection.readUntil("no need");

      assertThatThrownBy(
              () -> {
                while (true) {
                  connection.send("x".repeat(1 << 20));
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anOldClientGetsAStreamUpToTheEndOfTheConnection() throws IOException {
    try (var fixture =
            ServerFixture.with(request ->
                completedStage(
                    Response.stream(
                        200, "a/b", out -> out.write("all".getBytes(StandardCharsets.UTF_8)))));
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.0\r\n\r\n");

      assertThat(connection.readToEnd())
          .doesNotContainIgnoringCase("chunked")
          .endsWith("\r\n\r\nall");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void answersThatHaveNoBodyHaveNoLength(int status) throws IOException {
    try (var fixture = ServerFixture.with(request -> completedStage(Response.of(status)));
        var connection = fixture.connect()) {
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      var head = connection.readUntil("\r\n\r\n").toLowerCase(Locale.ROOT);
      connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(head).doesNotContain("transfer-encoding");
      assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Name: x\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void nonsenseIsRefusedOrCutOff(String nonsense) throws IOException {
    try (var fixture = ServerFixture.with(ECHO);
        var connection = fixture.connect()) {
      connection.send(nonsense);

      assertThat(connection.readToEnd()).doesNotContain("HTTP/1.1 200");
    }
  }

  /// Many requests on one connection, some pipelined, some chunked, with bodies of all sizes: each
  /// gets its own body back, in order.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void requestsOnOneConnectionDoNotMix(long seed) throws IOException {
    var random = new Random(seed);
    try (var fixture = ServerFixture.with(ECHO);
        var connection = fixture.connect()) {
      for (int round = 0; round < 50; round++) {
        int pipelined = 1 + random.nextInt(4);
        var requests = new StringBuilder();
        for (int each = 0; each < pipelined; each++) {
          var body = "x".repeat(random.nextInt(20_000)) + "<" + round + "." + each + ">";
          requests.append(random.nextBoolean() ? chunked(body) : whole(body));
        }
        connection.send(requests.toString());
        for (int each = 0; each < pipelined; each++) {
          var answer = connection.readUntil("<" + round + "." + each + ">");
          assertThat(answer.indexOf('<')).isEqualTo(answer.lastIndexOf('<'));
        }
      }
    }
  }

  private static String whole(String body) {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunked(String body) {
    var length = Integer.toHexString(body.length());
    return "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + length
        + "\r\n"
        + body
        + "\r\n0\r\n\r\n";
  }
}
