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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets in, and as whom.
final class CredentialsTest {
  private static final Identity CONTROLLER = new Identity(Identity.Kind.CONTROLLER, "c1");
  private static final Identity NODE = new Identity(Identity.Kind.NODE, "n1");
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  @TempDir Path folder;

  private final InstantSource clock = Clock.systemUTC();

  @Test
  void theServerLearnsWhoTheClientIs() throws IOException {
    var authority = CertificateAuthority.create(folder, clock);
    assertThat(call(authority, authority.issue(NODE, List.of()), true))
        .isEqualTo("Optional[Identity[kind=NODE, name=n1]] true");
  }

  @Test
  void aClientWithoutCertificateIsNobody() throws IOException {
    var authority = CertificateAuthority.create(folder.resolve("a"), clock);
    var stranger = CertificateAuthority.create(folder.resolve("b"), clock);
    var outsider = stranger.issue(NODE, List.of());

    assertThatThrownBy(() -> call(authority, outsider, true)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call(authority, outsider, false)).isInstanceOf(IOException.class);
  }

  @Test
  void anExpiredCertificateIsRefused() throws IOException {
    CertificateAuthority.create(folder, clock);
    var past = clock.instant().minus(Duration.ofDays(500));
    var expired = CertificateAuthority.open(folder, InstantSource.fixed(past));

    assertThatThrownBy(() ->
            call(CertificateAuthority.open(folder, clock), expired.issue(NODE, List.of()), true))
        .isInstanceOf(IOException.class);
  }

  private static String call(CertificateAuthority authority, Credentials client, boolean required)
      throws IOException {
    var tls = new ServerTls(authority.issue(CONTROLLER, LOOPBACK), required);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var network = Network.open();
        var server =
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(address, tls),
                request ->
                    completedStage(Response.text(200, request.peer() + " " + request.secure())));
        var http = HttpClient.open(client)) {
      var uri = URI.create("https://127.0.0.1:" + server.address().getPort() + "/");
      return http.send(HttpCall.get(uri)).text();
    }
  }

  @Test
  void savedCredentialsAreTheSameAndNobodyElseCanReadThem() throws IOException {
    var authority = CertificateAuthority.create(folder, clock);
    var file = folder.resolve("n1.pem");

    authority.issue(NODE, List.of("n1.example", "10.0.0.1", "::1")).save(file);

    var loaded = Credentials.load(file);
    assertThat(loaded.identity()).isEqualTo(NODE);
    assertThat(loaded.certificate().getIssuerX500Principal().getName())
        .isEqualTo("CN=Weftline Fabric Authority");
    assertThat(loaded.toString()).isEqualTo("Credentials[NODE n1]");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void anAuthorityIsNeverReplaced() throws IOException {
    CertificateAuthority.create(folder, clock);

    assertThatThrownBy(() -> CertificateAuthority.create(folder, clock))
        .hasMessageContaining("already");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    var file = Files.writeString(folder.resolve("x.pem"), "-----BEGIN PRIVATE KEY-----");

    assertThatThrownBy(() -> Credentials.load(file)).hasMessageContaining("x.pem");
    assertThatThrownBy(() -> CertificateAuthority.open(folder, clock))
        .hasMessageContaining(folder.toString());
  }

  @Test
  void namesThatWouldChangeTheSubjectAreRefused() {
    assertThatThrownBy(() -> new Identity(Identity.Kind.NODE, "n1, O=OPERATOR"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyLoopbackMayGoWithoutEncryption() throws IOException {
    var loopback = new InetSocketAddress("127.0.1.2", 7400);
    var everywhere = new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 7400);

    assertThat(new ListenPolicy(loopback, false, false).refusal()).isEmpty();
    assertThat(new ListenPolicy(everywhere, true, true).refusal()).isEmpty();
    assertThat(new ListenPolicy(everywhere, false, true).refusal().orElseThrow())
        .contains("0.0.0.0")
        .contains("wfl ca init");
    assertThat(new ListenPolicy(everywhere, true, false).refusal()).isPresent();
  }
}
