package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.core.Problem;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Identity;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;
import weftline.net.ServerTls;

/// Who is let in, and what trouble looks like from outside.
final class GateTest {
  @TempDir Path folder;

  @Test
  void anOperatorsCertificateIsEnoughAndNoOther() throws IOException {
    var authority = CertificateAuthority.create(folder, Clock.systemUTC());

    var operator = authority.issue(new Identity(Identity.Kind.OPERATOR, "ann"), List.of());
    var node = authority.issue(new Identity(Identity.Kind.NODE, "n1"), List.of());

    assertThat(ask(authority, operator)).isEqualTo("200 ann");
    assertThat(ask(authority, node)).startsWith("401 ").contains("NotAllowed");
  }

  private String ask(CertificateAuthority authority, Credentials client) throws IOException {
    var server =
        authority.issue(new Identity(Identity.Kind.CONTROLLER, "c1"), List.of("127.0.0.1"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var network = Network.open()) {
      var gate = new Gate(AccessToken.open(folder.resolve("token")), network.workers(), () -> {});
      var route = gate.guarded("GET", "/", call -> Response.text(200, call.by()));
      var router = new Router(List.of(route), (request, allowed) -> Response.of(404));
      try (var listening =
              HttpServer.listen(
                  network,
                  HttpServerConfig.encrypted(address, new ServerTls(server, false)),
                  router);
          var http = HttpClient.open(client)) {
        var uri = URI.create("https://127.0.0.1:" + listening.address().getPort() + "/");
        var answer = http.send(HttpCall.get(uri));
        return answer.status() + " " + answer.text();
      }
    }
  }

  @Test
  void aFullDiskAndASilentStoreAreToldToTheClient() throws IOException {
    assertThat(outcome(call -> fail("/spool/1: No space left on device")))
        .startsWith("503 ")
        .contains("disk of the controller is full")
        .doesNotContain("spool");
    assertThat(outcome(call -> nobodyAnswers())).startsWith("503 ").contains("package store");
    assertThat(outcome(call -> fail("boom"))).startsWith("500 ").doesNotContain("boom");
  }

  private static Response fail(String message) throws IOException {
    throw new IOException(message);
  }

  private static Response nobodyAnswers() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var http = HttpClient.open()) {
      return Response.of(
          http.send(HttpCall.get(URI.create("http://127.0.0.1:" + port + "/"))).status());
    }
  }

  private String outcome(Gate.Action action) throws IOException {
    try (var network = Network.open()) {
      var gate = new Gate(AccessToken.open(folder.resolve("token")), network.workers(), () -> {});
      var route = gate.open("GET", "/", action);
      var router = new Router(List.of(route), (request, allowed) -> Response.of(404));
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try (var listening = HttpServer.listen(network, HttpServerConfig.plain(address), router);
          var http = HttpClient.open()) {
        var uri = URI.create("http://127.0.0.1:" + listening.address().getPort() + "/");
        var answer = http.send(HttpCall.get(uri));
        return answer.status() + " " + answer.text();
      }
    }
  }

  @Test
  void theTokenIsMadeOnceAndNobodyElseCanReadIt() throws IOException {
    var file = folder.resolve("token");
    var made = AccessToken.open(file);
    var text = Files.readString(file).strip();

    var again = AccessToken.open(file);

    assertThat(made.matches(text)).isTrue();
    assertThat(again.matches(text)).isTrue();
    assertThat(again.matches(text + "x")).isFalse();
    assertThat(again.matches("")).isFalse();
    assertThat(again.toString()).doesNotContain(text);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aTokenThatAnybodyCouldGuessIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("token"), "secret\n");

    assertThatThrownBy(() -> AccessToken.open(file)).hasMessageContaining("too short");
  }

  @Test
  void everyProblemHasItsStatus() {
    assertThat(Problems.response(new Problem.Invalid("m", "c")).status()).isEqualTo(400);
    assertThat(Problems.response(new Problem.NotFound("m", "c")).status()).isEqualTo(404);
    assertThat(Problems.response(new Problem.Conflict("m", "c")).status()).isEqualTo(409);
    assertThat(Problems.response(new Problem.RuleForbids("r", "m", "c")).status()).isEqualTo(409);
    var busy = Problems.response(new Problem.Busy("m", "c", Duration.ofSeconds(7)));
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.headers().first("Retry-After")).contains("7");
  }
}
