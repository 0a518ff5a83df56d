package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.Identity;
import weftline.net.ServerTls;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.AccountsFile;
import weftline.storage.Retention;
import weftline.storage.Sas;
import weftline.storage.StorageServerConfig;
import weftline.storage.TokenRules;
import weftline.storage.WatchedAccounts;

/// Ways in that were open once and must be shut at once, and ways that never were any.
class BlobIntrusionTest {
  private static final StorageServerConfig PLAIN =
      StorageServerConfig.onAnyPort(Accounts.development());

  @TempDir Path folder;

  @Test
  void aSignatureEndsWithItsPolicy() throws IOException {
    try (BlobFixture fixture = new BlobFixture(folder)) {
      BlobContainerClient container = fixture.client().createBlobContainer("private");
      container.getBlobClient("b").upload(BinaryData.fromString("secret"));
      container.setAccessPolicy(
          null, List.of(policy(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))));
      String signature = container.generateSas(new BlobServiceSasSignatureValues("readers"));
      BlobContainerClient holder = fixture.client(signature).getBlobContainerClient("private");
      assertThat(holder.getBlobClient("b").downloadContent()).hasToString("secret");
      assertCode("AuthorizationPermissionMismatch", holder.getBlobClient("b")::delete);
      assertCode("AuthorizationPermissionMismatch", holder::getAccessPolicy);

      container.setAccessPolicy(
          null, List.of(policy(OffsetDateTime.now(ZoneOffset.UTC).minusDays(1))));
      assertCode("AuthenticationFailed", holder.getBlobClient("b")::downloadContent);

      container.setAccessPolicy(null, List.of());
      assertCode("AuthenticationFailed", holder.getBlobClient("b")::downloadContent);
    }
  }

  @Test
  void everythingSignedEndsWithItsKey() throws IOException {
    AccountsFile file = new AccountsFile(folder.resolve("accounts.json"));
    AccountsFile.Entry before = file.create("shop", new SecureRandom());
    AtomicReference<Instant> now = new AtomicReference<>(Clock.systemUTC().instant());
    WatchedAccounts accounts = WatchedAccounts.open(file, Accounts.development(), now::get);
    StorageServerConfig config =
        new StorageServerConfig(
            PLAIN.addresses(), PLAIN.tls(), accounts, PLAIN.tokens(), PLAIN.domains());
    try (BlobFixture fixture = new BlobFixture(folder.resolve("x"), Retention.NONE, config)) {
      BlobServiceClient first = withKey(fixture, before.key1());
      BlobServiceClient second = withKey(fixture, before.key2());
      String signature =
          new Sas("shop", AccountKey.of(before.key1()))
              .forContainer("box", "rl", now.get().plusSeconds(3_600));
      BlobContainerClient holder = withSignature(fixture, signature);
      first.createBlobContainer("box");
      assertThat(holder.listBlobs()).isEmpty();

      file.regenerate("shop", AccountsFile.Which.KEY1, new SecureRandom());
      now.updateAndGet(time -> time.plusSeconds(2));

      assertCode("AuthenticationFailed", () -> first.createBlobContainer("more"));
      assertCode("AuthenticationFailed", () -> holder.listBlobs().stream().count());
      assertThat(second.getBlobContainerClient("box").exists()).isTrue();
    }
  }

  @Test
  void aTokenCredentialWorksOverHttps() throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create(folder.resolve("ca"), Clock.systemUTC());
    Credentials server =
        authority.issue(new Identity(Identity.Kind.STORAGE, "s"), List.of("127.0.0.1"));
    StorageServerConfig config =
        new StorageServerConfig(
            PLAIN.addresses(),
            Optional.of(ServerTls.forEverybody(server)),
            PLAIN.accounts(),
            Optional.of(new TokenRules.Development()),
            PLAIN.domains());
    try (BlobFixture fixture = new BlobFixture(folder.resolve("x"), Retention.NONE, config)) {
      HttpClient trusting =
          new JdkHttpClientBuilder(
                  java.net.http.HttpClient.newBuilder().sslContext(server.sslContext()))
              .build();
      BlobServiceClient client =
          new BlobServiceClientBuilder()
              .endpoint(fixture.endpoint().replace("http:", "https:"))
              .httpClient(trusting)
              .credential(_ -> Mono.just(token()))
              .buildClient();

      client.createBlobContainer("box").getBlobClient("b").upload(BinaryData.fromString("text"));

      assertThat(client.getBlobContainerClient("box").listBlobs()).hasSize(1);
    }
  }

  @Test
  void noPathLeadsOutOfASignedContainer() throws IOException {
    try (BlobFixture fixture = new BlobFixture(folder)) {
      fixture
          .client()
          .createBlobContainer("private")
          .getBlobClient("b")
          .upload(BinaryData.fromString("secret"));
      fixture.client().createBlobContainer("open");
      String signature =
          new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
              .forContainer("open", "rwdl", Clock.systemUTC().instant().plusSeconds(3_600));

      for (String path :
          List.of(
              "/devstoreaccount1/private/b",
              "/devstoreaccount1/open/../private/b",
              "/devstoreaccount1/open/%2e%2e/private/b",
              "/devstoreaccount1/open/..%2Fprivate/b",
              "/devstoreaccount1/open%2F..%2Fprivate/b",
              "/devstoreaccount1/open\\..\\private\\b",
              "/devstoreaccount1//private/b",
              "/devstoreaccount1/./private/b",
              "//devstoreaccount1/private/b",
              "/other/../devstoreaccount1/private/b",
              "/devstoreaccount1/open%00/../private/b",
              "http://127.0.0.1/devstoreaccount1/private/b",
              "/devstoreaccount1-secondary/private/b",
              "/devstoreaccount1/private/b?container=open")) {
        String query = (path.contains("?") ? "&" : "?") + signature;
        String answer = raw(fixture, "GET " + path + query + " HTTP/1.1");
        assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("secret\n", "\nsecret");
      }
    }
  }

  private static String raw(BlobFixture fixture, String line) throws IOException {
    int port = URI.create(fixture.endpoint()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static BlobSignedIdentifier policy(OffsetDateTime expiry) {
    return new BlobSignedIdentifier()
        .setId("readers")
        .setAccessPolicy(new BlobAccessPolicy().setExpiresOn(expiry).setPermissions("r"));
  }

  private static BlobServiceClient withKey(BlobFixture fixture, String key) {
    return new BlobServiceClientBuilder()
        .endpoint(inShop(fixture))
        .credential(new StorageSharedKeyCredential("shop", key))
        .buildClient();
  }

  private static BlobContainerClient withSignature(BlobFixture fixture, String signature) {
    return new BlobServiceClientBuilder()
        .endpoint(inShop(fixture))
        .sasToken(signature)
        .buildClient()
        .getBlobContainerClient("box");
  }

  private static String inShop(BlobFixture fixture) {
    return fixture.endpoint().replace(Accounts.DEVELOPMENT_NAME, "shop");
  }

  private static AccessToken token() {
    OffsetDateTime expiry = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);
    String claims = "{\"oid\":\"me\",\"exp\":" + expiry.toEpochSecond() + "}";
    String encoded = Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return new AccessToken("e30." + encoded + ".", expiry);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getErrorCode()).hasToString(code));
  }
}
