package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.ServerTls;
import weftline.storage.Accounts;
import weftline.storage.AccountsFile;
import weftline.storage.StorageServerConfig;
import weftline.storage.TokenRules;

/// What the options of `wfl storage` mean, and which of them do not go together.
class StorageOptionsTest {
  @TempDir Path data;

  @Test
  void withoutOptionsItIsTheDevelopmentAccountOnLoopback() throws IOException {
    StorageServerConfig config = config();

    assertThat(config.tls()).isEmpty();
    assertThat(config.tokens()).isEmpty();
    assertThat(config.domains()).containsExactly("localhost");
    assertThat(config.accounts().accounts().keys().keySet())
        .containsExactly(Accounts.DEVELOPMENT_NAME);
  }

  @Test
  void theAccountsOfTheFolderAreThere() throws IOException {
    new AccountsFile(data.resolve(AccountsFile.NAME)).create("shop", new SecureRandom());

    assertThat(config().accounts().accounts().keys().keySet())
        .containsExactlyInAnyOrder("shop", Accounts.DEVELOPMENT_NAME);
    assertThat(config("--address", "192.0.2.1").accounts().accounts().keys().keySet())
        .containsExactly("shop");
  }

  @Test
  void beyondLoopbackAnAccountIsNeeded() {
    assertThatThrownBy(() -> config("--address", "192.0.2.1"))
        .hasMessageContaining("wfl storage account create");
  }

  @Test
  void whoRenewsCertificatesHasAnAddress() {
    assertThatThrownBy(() -> config("--controller", "localhost:7400"))
        .hasMessageContaining("write it like http://127.0.0.1:7400");
  }

  @Test
  void httpsNeedsNoPreparation() throws IOException {
    assertThat(config("--https", "--domain", "Store.Example").tls()).isPresent();
    assertThat(config("--https").tls()).as("with the same authority").isPresent();
    assertThat(data.resolve("tls").resolve("authority.pem")).exists();
    assertThat(options("--https").notices(data))
        .singleElement()
        .asString()
        .contains("authority.pem", "NODE_EXTRA_CA_CERTS");
  }

  @Test
  void theCertificateIsForEveryHostOfAnAccount() throws Exception {
    ServerTls tls = config("--https", "--domain", "Store.Example").tls().orElseThrow();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Network network = Network.open();
        HttpServer server =
            HttpServer.listen(
                network,
                HttpServerConfig.encrypted(any, tls),
                _ -> CompletableFuture.completedStage(Response.text(200, "")))) {
      for (String host :
          List.of(
              "localhost",
              "shop.blob.localhost",
              "shop.queue.store.example",
              "shop.table.store.example",
              "shop.web.store.example")) {
        greet(server.address(), host);
      }
      assertThatThrownBy(() -> greet(server.address(), "shop.store.example"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  /// As a client that trusts the authority and has looked up the name.
  private void greet(InetSocketAddress server, String host)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream authority =
        Files.newInputStream(data.resolve("tls").resolve("authority.pem"))) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    Socket plain = new Socket(server.getAddress(), server.getPort());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, server.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "*.example.org", "example..org"})
  void whatIsNoDomainIsNotServed(String domain) {
    assertThatThrownBy(() -> config("--domain", domain))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'%s' is no domain".formatted(domain));
  }

  @Test
  void oneCertificateIsEnough() {
    assertThatThrownBy(() -> config("--certificate", "a.pem")).hasMessageContaining("both of them");
    assertThatThrownBy(() -> config("--https", "--certificate", "a.pem", "--key", "b.pem"))
        .hasMessageContaining("one of --https");
  }

  @Test
  void tokensThatNobodyVerifiesAreSpokenOfLoudly() throws IOException {
    assertThat(config("--oauth=development").tokens())
        .containsInstanceOf(TokenRules.Development.class);
    assertThat(options("--oauth=development").notices(data))
        .singleElement()
        .asString()
        .contains("NOT VERIFIED");
  }

  @Test
  void tokensThatNobodyVerifiesStayOnTheMachine() {
    assertThatThrownBy(() -> config("--oauth=development", "--address", "192.0.2.1", "--https"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> config("--oauth=yes")).hasMessageContaining("one word only");
    assertThatThrownBy(
            () -> config("--oauth=development", "--oauth-issuer", "i", "--oauth-keys", "k"))
        .hasMessageContaining("not beside");
  }

  @Test
  void tokensOfAnIssuer() throws IOException {
    Path keys = Files.writeString(data.resolve("keys.json"), "{\"keys\":[]}");

    TokenRules rules =
        config(
                "--oauth-issuer",
                "https://login.example.org/t/v2.0",
                "--oauth-audience",
                "https://storage.azure.com/",
                "--oauth-keys",
                keys.toString())
            .tokens()
            .orElseThrow();

    assertThat(rules)
        .isInstanceOfSatisfying(
            TokenRules.Verified.class,
            verified -> {
              assertThat(verified.audiences()).isEqualTo(Set.of("https://storage.azure.com"));
              assertThat(verified.authorizationUri())
                  .isEqualTo("https://login.example.org/t/oauth2/authorize");
              assertThat(verified.keys())
                  .satisfies(source ->
                      assertThat(new String(source.read(), StandardCharsets.UTF_8))
                          .contains("keys"));
            });
  }

  @Test
  void tokensNeedAnIssuerAndItsKeys() {
    assertThatThrownBy(() -> config("--oauth-issuer", "https://i")).hasMessageContaining("both");
    assertThatThrownBy(() -> config("--oauth-issuer", "i", "--oauth-keys", "nowhere.json"))
        .hasMessageContaining("nowhere.json");
    assertThatThrownBy(() -> config("--oauth-issuer", "i", "--oauth-keys", "http://192.0.2.1/keys"))
        .hasMessageContaining("https");
  }

  private StorageServerConfig config(String... arguments) throws IOException {
    return options(arguments).config(data);
  }

  private static StorageOptions options(String... arguments) {
    Program program = new Program();
    new CommandLine(program).parseArgs(arguments);
    return program.options;
  }

  /// A program with nothing but these options.
  @Command
  private static final class Program {
    @Mixin private final StorageOptions options = new StorageOptions();
  }
}
