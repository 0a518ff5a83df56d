package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Under which names the holder of a certificate may be reached.
final class CertificateHostTest {
  private static final Identity STORAGE = new Identity(Identity.Kind.STORAGE, "s1");
  private static final int NAME_IN_CERTIFICATE = 2;
  private static final int ADDRESS_IN_CERTIFICATE = 7;

  @TempDir Path folder;

  private CertificateAuthority authority;

  @BeforeEach
  void create() throws IOException {
    authority = CertificateAuthority.create(folder, Clock.systemUTC());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "n1.example",
        "my_machine",
        "4f5a12",
        "1.example",
        "*.blob.localhost"
      })
  void certificatesSayNames(String host) throws Exception {
    assertThat(CertificateAuthority.isName(host)).isTrue();
    assertThat(said(host)).containsExactly(List.of(NAME_IN_CERTIFICATE, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.255"})
  void certificatesSayAddresses(String host) throws Exception {
    assertThat(CertificateAuthority.isName(host)).isFalse();
    assertThat(said(host)).containsExactly(List.of(ADDRESS_IN_CERTIFICATE, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "*",
        "*.",
        "*.org",
        "*.*.example.org",
        "a.*.example.org",
        "a*.example.org",
        "*a.example.org",
        "**.example.org",
        "*.10.0.0.1",
        "*.1:2",
        "a..b",
        ".a",
        "a.",
        "-a",
        "a-.b",
        "a b",
        "a\n",
        "a,b",
        "\u00e4.example",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "4711",
        "::g",
        "1:2"
      })
  void nothingElseIsSaid(String host) {
    assertThat(CertificateAuthority.isName(host)).isFalse();
    assertThatThrownBy(() -> said(host)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesHaveALimit() throws Exception {
    String longest =
        String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));

    assertThat(said(longest)).hasSize(1);
    assertThatThrownBy(() -> said(longest + "d")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> said("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
  }

  /// Whoever had such a certificate could answer as any controller of the domain.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STORAGE")
  void onlyStorageStandsForAllHostsOfADomain(Identity.Kind kind) {
    assertThatThrownBy(
            () -> authority.issue(new Identity(kind, "x"), List.of("a", "*.example.org")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only storage stands for all hosts of a domain");
  }

  /// As an earlier version has given it.
  @Test
  void whatIsNoHostIsNotCertifiedAgain() throws Exception {
    var pair = CertificateAuthority.keyPair();
    var own = Pem.certificates(Files.readString(folder.resolve("authority.pem"))).getFirst();
    var key = Pem.key(Files.readString(folder.resolve("authority-key.pem")));
    var now = Date.from(Instant.now());
    var builder =
        new JcaX509v3CertificateBuilder(
            own,
            BigInteger.ONE,
            now,
            now,
            new X500Principal(Certificates.subject(STORAGE)),
            pair.getPublic());
    var host = new GeneralName(GeneralName.dNSName, "old.example.");
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
    var old =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));

    assertThatThrownBy(() -> authority.renew(Credentials.of(pair.getPrivate(), old, own)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "it cannot be given again as it is: 'old.example.' is no host's name or address");
  }

  @Test
  void aStarIsOneLabel() throws IOException {
    var credentials = authority.issue(STORAGE, List.of("*.blob.example.org"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var network = Network.open();
        var server =
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(address, new ServerTls(credentials, false)),
                _ -> completedStage(Response.text(200, "")))) {
      greet(server.address(), "shop.blob.example.org");
      greet(server.address(), "SHOP.blob.Example.org");
      for (String other :
          List.of(
              "blob.example.org",
              "a.shop.blob.example.org",
              "shop.queue.example.org",
              "shop.blob.example.org.evil.example",
              "shop-blob.example.org")) {
        assertThatThrownBy(() -> greet(server.address(), other))
            .as(other)
            .isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  /// Connects as one who has looked up the name does, and checks whether it is the certificate's.
  private void greet(InetSocketAddress server, String name) throws IOException {
    var plain = new Socket(server.getAddress(), server.getPort());
    var context = authority.issue(STORAGE, List.of()).sslContext();
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, server.getPort(), true)) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  private List<List<?>> said(String host) throws IOException, CertificateParsingException {
    var certificate = authority.issue(STORAGE, List.of(host)).certificate();
    return List.copyOf(certificate.getSubjectAlternativeNames());
  }
}
