package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers with a certificate from a file.
final class ServerCertificateTest {
  private static final Identity SERVER = new Identity(Identity.Kind.STORAGE, "s1");

  @TempDir Path folder;

  @Test
  void servesEverybodyWhoTrustsTheAuthority() throws IOException {
    var authority = CertificateAuthority.create(folder.resolve("ca"), Clock.systemUTC());
    var file = folder.resolve("server.pem");
    authority.issue(SERVER, List.of("127.0.0.1")).save(file);
    var tls = ServerTls.forEverybody(ServerCertificate.load(file, file));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    try (var network = Network.open();
        var server =
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(address, tls),
                request ->
                    completedStage(Response.text(200, request.peer() + " " + request.secure())));
        var http = HttpClient.open(authority.issue(SERVER, List.of()))) {
      var uri = URI.create("https://127.0.0.1:" + server.address().getPort() + "/");
      assertThat(http.send(HttpCall.get(uri)).text()).isEqualTo("Optional.empty true");
    }
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() throws IOException, GeneralSecurityException {
    var authority = CertificateAuthority.create(folder.resolve("ca"), Clock.systemUTC());
    var first = folder.resolve("first.pem");
    var second = folder.resolve("second.pem");
    var rsa = folder.resolve("rsa.pem");
    authority.issue(SERVER, List.of()).save(first);
    authority.issue(SERVER, List.of()).save(second);
    var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    Files.writeString(
        rsa,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded())));

    assertThatThrownBy(() -> ServerCertificate.load(first, second))
        .hasMessageContaining("not that of the certificate");
    assertThatThrownBy(() -> ServerCertificate.load(first, rsa))
        .hasMessageContaining("not that of the certificate");
  }

  @Test
  void refusesFilesThatHoldSomethingElse() throws IOException {
    var authority = CertificateAuthority.create(folder.resolve("ca"), Clock.systemUTC());
    var good = folder.resolve("good.pem");
    var empty = folder.resolve("empty.pem");
    authority.issue(SERVER, List.of()).save(good);
    Files.createFile(empty);

    assertThatThrownBy(() -> ServerCertificate.load(empty, good))
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> ServerCertificate.load(good, empty))
        .hasMessageContaining("no key without a password");
  }
}
