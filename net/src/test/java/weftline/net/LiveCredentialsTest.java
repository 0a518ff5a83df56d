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
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that are replaced while programs run, and who gets them.
class LiveCredentialsTest {
  private static final Identity CONTROLLER = new Identity(Identity.Kind.CONTROLLER, "c1");
  private static final Identity NODE = new Identity(Identity.Kind.NODE, "n1");
  private static final List<String> HOSTS = List.of("127.0.0.1", "n1.shop", "::1");

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private CertificateAuthority authority;
  private LiveCredentials node;

  @BeforeEach
  void issue() throws IOException {
    authority = CertificateAuthority.create(folder.resolve("ca"), clock);
    node = live(authority, NODE);
  }

  @Test
  void whoConnectsIsShownTheNewOneAndWhoIsConnectedGoesOn() throws Exception {
    LiveCredentials controller = live(authority, CONTROLLER);
    var tls = new ServerTls(controller, true);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var network = Network.open();
        var server =
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(address, tls),
                request -> completedStage(Response.text(200, String.valueOf(request.peer()))));
        var http = HttpClient.open(node)) {
      URI uri = URI.create("https://127.0.0.1:" + server.address().getPort() + "/");
      assertThat(http.send(HttpCall.get(uri)).text()).contains("name=n1");
      assertThat(shown(server.address())).isEqualTo(controller.current().certificate());

      X509Certificate before = controller.current().certificate();
      controller.replace(authority.renew(controller.current()));
      node.replace(authority.renew(node.current()));

      assertThat(http.send(HttpCall.get(uri)).text()).contains("name=n1");
      assertThat(shown(server.address()))
          .isEqualTo(controller.current().certificate())
          .isNotEqualTo(before);
    }
  }

  @Test
  void whatSomebodyPutsInTheFileIsTaken() throws IOException {
    assertThat(node.reload()).isFalse();
    Credentials renewed = authority.renew(node.current());
    renewed.save(folder.resolve("n1.pem"));

    assertThat(node.reload()).isTrue();
    assertThat(node.current().certificate()).isEqualTo(renewed.certificate());
  }

  @Test
  void anothersCredentialsAreNotTaken() throws IOException {
    var stranger = CertificateAuthority.create(folder.resolve("other"), clock);
    for (Credentials wrong :
        List.of(authority.issue(CONTROLLER, HOSTS), stranger.issue(NODE, HOSTS))) {
      X509Certificate before = node.current().certificate();
      assertThatThrownBy(() -> node.replace(wrong)).hasMessageContaining("NODE n1");
      assertThat(node.current().certificate()).isEqualTo(before);
    }
  }

  @Test
  void aRenewedCertificateIsForTheSameHostsAndAnotherKey() throws IOException {
    now.set(now.get().plus(Duration.ofDays(300)));
    Renewal renewal = Renewal.of(node.current());
    Credentials after = renewal.granted(authority.renew(renewal.wish(), NODE));

    assertThat(after.identity()).isEqualTo(NODE);
    assertThat(Certificates.hosts(after.certificate()))
        .isEqualTo(Certificates.hosts(node.current().certificate()))
        .hasSize(3);
    assertThat(after.certificate().getPublicKey())
        .isNotEqualTo(node.current().certificate().getPublicKey());
    assertThat(after.until()).isAfter(node.current().until().plus(Duration.ofDays(299)));
  }

  @Test
  void nobodyGetsACertificateForAnother() {
    RenewalWish wish = Renewal.of(node.current()).wish();

    assertThatThrownBy(() -> authority.renew(wish, CONTROLLER))
        .hasMessageContaining("another one's");
  }

  @Test
  void oneThatHasEndedIsRenewedByTheOwnerOfTheAuthorityAlone() throws IOException {
    now.set(now.get().plus(Duration.ofDays(400)));
    RenewalWish wish = Renewal.of(node.current()).wish();

    assertThatThrownBy(() -> authority.renew(wish, NODE)).hasMessageContaining("has ended");
    assertThat(authority.renew(node.current()).until()).isAfter(now.get());
  }

  @Test
  void whatAnotherAuthorityHasMadeIsNotRenewed() throws IOException {
    var stranger = CertificateAuthority.create(folder.resolve("other"), clock);

    assertThatThrownBy(() -> stranger.renew(Renewal.of(node.current()).wish(), NODE))
        .hasMessageContaining("has not made");
    assertThatThrownBy(() -> stranger.renew(node.current())).hasMessageContaining("has not made");
  }

  @Test
  void aKeyMustBeTheSendersOwn() throws IOException {
    RenewalWish wish = Renewal.of(node.current()).wish();
    byte[] damaged = Pem.requested(wish.request());
    damaged[damaged.length - 1] ^= 1;

    assertThatThrownBy(
            () -> authority.renew(new RenewalWish(wish.certificate(), Pem.request(damaged)), NODE))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> authority.renew(new RenewalWish(wish.certificate(), ""), NODE))
        .hasMessageContaining("0 requests");
    assertThatThrownBy(() -> authority.renew(new RenewalWish("", wish.request()), NODE))
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> new RenewalWish("x".repeat(20_000), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAnswerForAnotherKeyIsNotTaken() throws IOException {
    String other = authority.renew(Renewal.of(node.current()).wish(), NODE);

    assertThatThrownBy(() -> Renewal.of(node.current()).granted(other))
        .hasMessageContaining("of another certificate");
  }

  @Test
  void itIsRenewedAfterTwoThirdsOfItsLifeAndKept() throws IOException {
    Instant first = node.current().until();
    CertificateWatch watch = new CertificateWatch(node, wish -> authority.renew(wish, NODE), clock);
    now.set(first.minus(Duration.ofDays(123)));
    watch.runOnce();
    assertThat(node.current().until()).isEqualTo(first);

    now.set(first.minus(Duration.ofDays(120)));
    watch.runOnce();
    assertThat(node.current().until()).isAfter(first.plus(Duration.ofDays(200)));
    assertThat(LiveCredentials.load(folder.resolve("n1.pem")).current().certificate())
        .isEqualTo(node.current().certificate());
  }

  @Test
  void theOldOneServesWhileNobodyRenewsIt() throws IOException {
    Instant first = node.current().until();
    now.set(first.minus(Duration.ofDays(10)));
    CertificateWatch failing =
        new CertificateWatch(
            node,
            _ -> {
              throw new IOException("nobody answers");
            },
            clock);
    failing.runOnce();
    Files.writeString(folder.resolve("n1.pem"), "half a file");
    failing.runOnce();

    assertThat(node.current().until()).isEqualTo(first);
  }

  @Test
  void whatAWrongClockHasMadeIsNotTaken() throws IOException {
    Instant first = node.current().until();
    Instant due = first.minus(Duration.ofDays(100));
    for (Duration wrong : List.of(Duration.ofDays(2), Duration.ofDays(-300))) {
      InstantSource another = () -> due.plus(wrong);
      var mistaken = CertificateAuthority.open(folder.resolve("ca"), another);
      now.set(due);
      new CertificateWatch(node, wish -> mistaken.renew(wish, NODE), clock).runOnce();

      assertThat(node.current().until()).isEqualTo(first);
    }
  }

  @Test
  void aFileThatIsDamagedOrPutTogetherWronglyIsNotTaken() throws IOException {
    Path file = folder.resolve("n1.pem");
    String before = Files.readString(file);
    authority.renew(node.current()).save(file);
    String after = Files.readString(file);
    String certificate = "-----BEGIN CERTIFICATE-----";
    int keyBefore = before.indexOf(certificate);
    int keyAfter = after.indexOf(certificate);

    Files.writeString(file, before.substring(0, keyBefore) + after.substring(keyAfter));
    assertThatThrownBy(node::reload).hasMessageContaining("of another certificate");
    Files.writeString(file, after.replace(certificate + "\n", certificate + "\nA"));
    assertThatThrownBy(node::reload)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  private LiveCredentials live(CertificateAuthority from, Identity holder) throws IOException {
    Path file = folder.resolve(holder.name() + ".pem");
    from.issue(holder, HOSTS).save(file);
    return LiveCredentials.load(file);
  }

  /// What a server shows to somebody who connects now.
  private X509Certificate shown(InetSocketAddress server) throws IOException {
    var context = node.current().sslContext();
    try (var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(server.getAddress(), server.getPort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
