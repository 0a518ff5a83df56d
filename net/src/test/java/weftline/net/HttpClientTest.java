package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a caller sees of servers that answer, point elsewhere, are slow or are not there.
final class HttpClientTest {
  @TempDir Path folder;

  @Test
  void filesAreSentWithTheirLength() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    try (var fixture =
        ServerFixture.with(request ->
            request
                .body(100)
                .thenApply(body ->
                    Response.of(200, "a/b", body)
                        .with("X-Length", request.contentLength() + "")))) {
      var answer =
          fixture.client.send(HttpCall.put(fixture.uri("/"), new HttpCall.Content.File(file)));

      assertThat(answer.text()).isEqualTo("content");
      assertThat(answer.headers().first("X-Length")).contains("Optional[7]");
    }
  }

  @Test
  void jsonIsPosted() throws IOException {
    try (var fixture =
        ServerFixture.with(request ->
            request
                .body(100)
                .thenApply(body ->
                    Response.of(
                        200, request.headers().first("Content-Type").orElse("none"), body)))) {
      var answer =
          fixture.client.send(HttpCall.postJson(fixture.uri("/"), new Query.Parameter("a", "b")));

      assertThat(answer.text()).isEqualTo("{\"name\":\"a\",\"value\":\"b\"}");
      assertThat(answer.headers().first("content-type")).contains("application/json");
    }
  }

  @Test
  void aRedirectIsFollowedOnceAndTheTokenOnlyGoesToTheSameServer() throws IOException {
    Handler echo =
        request ->
            completedStage(
                Response.text(200, request.headers().first("Authorization").orElse("none")));
    try (var other = ServerFixture.with(echo);
        var fixture =
            ServerFixture.with(request ->
                switch (request.rawPath()) {
                  case "/near" -> completedStage(Response.of(307).with("Location", "/here"));
                  case "/far" ->
                      completedStage(
                          Response.of(302).with("Location", other.uri("/x?y").toString()));
                  default -> echo.handle(request);
                })) {
      assertThat(follow(fixture, "/near")).isEqualTo("token");
      assertThat(follow(fixture, "/far")).isEqualTo("none");
      assertThat(fixture.client.send(HttpCall.get(fixture.uri("/far"))).status()).isEqualTo(302);
    }
  }

  private static String follow(ServerFixture fixture, String path) throws IOException {
    var call = HttpCall.get(fixture.uri(path)).with("Authorization", "token");
    try (var answer = fixture.client.streamFollowing(call)) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
    try (var fixture = ServerFixture.with(request -> new CompletableFuture<>())) {
      var call = HttpCall.get(fixture.uri("/?secret")).within(Duration.ofMillis(100));

      assertThatThrownBy(() -> fixture.client.send(call))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within 100 ms")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void anAnswerThatNobodyWantsAnyMoreIsNotWaitedFor() throws IOException {
    var unwanted = new CompletableFuture<Void>();
    try (var fixture =
        ServerFixture.with(request -> {
          unwanted.complete(null);
          return new CompletableFuture<>();
        })) {
      assertThatThrownBy(() -> fixture.client.send(HttpCall.get(fixture.uri("/")), unwanted))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not wanted any more");
    }
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() throws IOException {
    try (var fixture = ServerFixture.with(request -> completedStage(Response.of(200)));
        var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var server =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  silent
                      .accept()
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                              .getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      var call =
          HttpCall.get(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
              .within(Duration.ofMillis(200));

      assertThatThrownBy(() -> fixture.client.send(call)).hasMessageContaining("no answer within");
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void nobodyThereIsToldApartFromABadAnswer() throws IOException {
    URI gone;
    try (var fixture = ServerFixture.with(request -> new CompletableFuture<>())) {
      gone = fixture.uri("/");
    }
    try (var client = HttpClient.open()) {
      assertThatThrownBy(() -> client.send(HttpCall.get(gone)))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining(gone.toString());
    }
  }
}
