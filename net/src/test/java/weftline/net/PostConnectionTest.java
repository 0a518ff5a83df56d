package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One body after the other on one connection.
class PostConnectionTest {
  private static final String TYPE = "text/weft";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final Handler ECHO =
      request ->
          request
              .body(PostConnection.BODY_MAX)
              .thenApply(body ->
                  Response.of(200, request.headers().first("Content-Type").orElse("none"), body));

  @TempDir Path folder;

  @Test
  void manyArePostedBeforeTheFirstAnswerIsHeard() throws IOException {
    try (var fixture = ServerFixture.with(ECHO);
        var connection = connect(fixture)) {
      connection.post(bytes("one"));
      connection.post(bytes("two"));
      connection.post(bytes(""));

      assertThat(connection.awaitsAnswer()).isTrue();
      assertThat(connection.answer().headers().first("content-type")).contains(TYPE);
      assertThat(connection.answer().text()).isEqualTo("two");
      assertThat(connection.answer().text()).isEmpty();
      assertThat(connection.awaitsAnswer()).isFalse();
    }
  }

  @Test
  void answersWithoutContentAreHeardLikeOthers() throws IOException {
    try (var fixture = ServerFixture.with(_ -> completedStage(Response.of(204)));
        var connection = connect(fixture)) {
      connection.post(bytes("one"));
      connection.post(bytes("two"));

      assertThat(connection.answer().status()).isEqualTo(204);
      assertThat(connection.answer().ok()).isTrue();
    }
  }

  @Test
  void thereIsNoRoomForMoreThanTheSystemTakesAtOnce() throws IOException {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    try (var fixture = ServerFixture.with(_ -> answer);
        var connection = connect(fixture)) {
      connection.post(new byte[PostConnection.BODY_MAX - 1]);
      assertThat(connection.hasRoom()).isTrue();
      connection.post(new byte[PostConnection.BODY_MAX]);

      assertThat(connection.hasRoom()).isFalse();
      assertThatThrownBy(() -> connection.post(new byte[1]))
          .isInstanceOf(IllegalStateException.class);

      answer.complete(Response.of(204));
      assertThat(connection.answer().status()).isEqualTo(204);
      assertThat(connection.answer().status()).isEqualTo(204);
      assertThat(connection.hasRoom()).isTrue();
    }
  }

  @Test
  void norForTooMany() throws IOException {
    try (var fixture = ServerFixture.with(_ -> new CompletableFuture<>());
        var connection = connect(fixture)) {
      int posted = 0;
      while (connection.hasRoom()) {
        connection.post(bytes("letter"));
        posted++;
      }

      assertThat(posted).isEqualTo(32);
    }
  }

  @Test
  void nobodyWaitsForEverForAnAnswer() throws IOException {
    try (var fixture = ServerFixture.with(_ -> new CompletableFuture<>());
        var connection = fixture.client.connect(fixture.uri("/"), TYPE, SHORT)) {
      connection.post(bytes("one"));

      assertThatThrownBy(connection::answer).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theEndOfTheConnectionIsNoticed() throws IOException {
    var limits = ServerFixture.LIMITS.withIdle(SHORT);
    try (var fixture = ServerFixture.with(limits, ECHO);
        var connection = connect(fixture)) {
      connection.post(bytes("one"));

      assertThat(connection.answer().text()).isEqualTo("one");
      assertThatThrownBy(connection::answer).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void answersOfAnyLengthAreNotTaken() throws IOException {
    try (var fixture =
            ServerFixture.with(_ -> completedStage(Response.of(200, TYPE, new byte[65537])));
        var connection = connect(fixture)) {
      connection.post(bytes("one"));

      assertThatThrownBy(connection::answer).hasMessageContaining("too long");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 4294967295\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 many OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx",
        "SSH-2.0\r\n\r\n",
        "HTTP/1.1 200 OK"
      })
  void whatIsNoAnswerIsAnOutage(String said) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = HttpClient.open();
        var connection =
            client.connect(
                URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort())),
                TYPE,
                PATIENCE)) {
      connection.post(bytes("one"));
      try (var socket = server.accept()) {
        socket.getOutputStream().write(bytes(said));
        socket.shutdownOutput();

        assertThatThrownBy(connection::answer).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void bothShowWhoTheyAre() throws IOException {
    var authority = CertificateAuthority.create(folder, Clock.systemUTC());
    var bringer = authority.issue(new Identity(Identity.Kind.CONTROLLER, "c1"), List.of());

    assertThat(post(authority, "127.0.0.1", Optional.of(bringer)))
        .isEqualTo("Optional[Identity[kind=CONTROLLER, name=c1]]");
    assertThatThrownBy(() -> post(authority, "127.0.0.9", Optional.of(bringer)))
        .hasMessageContaining("127.0.0.1");
    assertThatThrownBy(() -> post(authority, "127.0.0.1", Optional.empty()))
        .hasMessageContaining("cannot show a certificate");
  }

  /// @param host which the server's certificate is for
  private static String post(
      CertificateAuthority authority, String host, Optional<Credentials> bringer)
      throws IOException {
    var server = authority.issue(new Identity(Identity.Kind.CONTROLLER, "c2"), List.of(host));
    var config =
        HttpServerConfig.encrypted(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerTls(server, true));
    try (var network = Network.open();
        var listening =
            HttpServer.listen(
                network,
                config,
                request -> completedStage(Response.text(200, request.peer().toString())));
        var client = bringer.map(HttpClient::open).orElseGet(HttpClient::open)) {
      var uri = URI.create("https://127.0.0.1:" + listening.address().getPort() + "/");
      try (var connection = client.connect(uri, TYPE, PATIENCE)) {
        connection.post(bytes("one"));
        return connection.answer().text();
      }
    }
  }

  private static PostConnection connect(ServerFixture fixture) throws IOException {
    return fixture.client.connect(fixture.uri("/letters"), TYPE, PATIENCE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
