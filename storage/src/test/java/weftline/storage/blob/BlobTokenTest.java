package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.Accounts;
import weftline.storage.Retention;
import weftline.storage.SignedTokens;
import weftline.storage.StorageServerConfig;
import weftline.storage.TokenRules;

/// What Microsoft's own client can do with a bearer token, and with what it signs in the name of a
/// user.
class BlobTokenTest {
  private static final SignedTokens ISSUER = new SignedTokens();

  private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
  private final OffsetDateTime tomorrow = now.plusDays(1);

  private BlobFixture fixture;
  private BlobServiceClient contributor;
  private BlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    TokenRules rules =
        new TokenRules.Verified(
            Set.of(SignedTokens.ISSUER),
            Set.of(TokenRules.STORAGE_AUDIENCE),
            "https://login.example.org/authorize",
            () -> ISSUER.keys().getBytes(StandardCharsets.UTF_8));
    StorageServerConfig plain = StorageServerConfig.onAnyPort(Accounts.development());
    fixture =
        new BlobFixture(
            folder,
            Retention.NONE,
            new StorageServerConfig(
                plain.addresses(),
                plain.tls(),
                plain.accounts(),
                Optional.of(rules),
                plain.domains()));
    contributor = withRole("Storage Blob Data Contributor");
    blob = contributor.createBlobContainer("private").getBlobClient("a b.txt");
    blob.upload(BinaryData.fromString("secret"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aRoleSaysWhatATokenMayDo() {
    BlobContainerClient reader =
        withRole("Storage Blob Data Reader").getBlobContainerClient("private");

    assertThat(reader.getBlobClient("a b.txt").downloadContent()).hasToString("secret");
    assertThat(reader.listBlobs()).hasSize(1);
    assertCode("AuthorizationPermissionMismatch", reader.getBlobClient("a b.txt")::delete);
    assertCode(
        "AuthorizationPermissionMismatch",
        withRole("Storage Queue Data Contributor").getBlobContainerClient("private")
            ::getProperties);
  }

  @Test
  void aClientWithoutAGoodTokenIsToldWhereToGetOne() {
    BlobContainerClient stranger =
        new BlobServiceClientBuilder()
            .endpoint(fixture.endpoint())
            .addPolicy(bearer("a.b.c"))
            .buildClient()
            .getBlobContainerClient("private");

    assertThatThrownBy(stranger::getProperties)
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(401);
              assertThat(e.getResponse().getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE))
                  .isEqualTo(
                      "Bearer authorization_uri=https://login.example.org/authorize"
                          + " resource_id=https://storage.azure.com");
            });
  }

  @Test
  void aUserSignsForOthers() {
    UserDelegationKey key = contributor.getUserDelegationKey(now, tomorrow);

    BlobClient holder = with(signedForBlob(key, "r"));

    assertThat(key.getSignedObjectId()).isEqualTo("user-1");
    assertThat(key.getSignedService()).isEqualTo("b");
    assertThat(holder.downloadContent()).hasToString("secret");
    assertCode("AuthorizationPermissionMismatch", holder::delete);
  }

  @Test
  void aUserSignsForAContainer() {
    UserDelegationKey key = contributor.getUserDelegationKey(now, tomorrow);
    BlobServiceSasSignatureValues values =
        new BlobServiceSasSignatureValues(tomorrow, BlobContainerSasPermission.parse("rl"))
            .setCorrelationId("6f1b3f0e-6d2c-4f25-9a53-3a1c9a2b8d11");
    String signature =
        fixture
            .client()
            .getBlobContainerClient("private")
            .generateUserDelegationSas(values, key, Accounts.DEVELOPMENT_NAME, null);

    assertThat(fixture.client(signature).getBlobContainerClient("private").listBlobs()).hasSize(1);
  }

  @Test
  void nobodyHandsOnMoreThanHeHas() {
    UserDelegationKey key =
        withRole("Storage Blob Data Reader").getUserDelegationKey(now, tomorrow);

    BlobClient holder = with(signedForBlob(key, "rwd"));

    assertThat(holder.downloadContent()).hasToString("secret");
    assertCode("AuthorizationPermissionMismatch", holder::delete);
  }

  @Test
  void aKeyEndsAndCannotBeStretched() {
    UserDelegationKey key = contributor.getUserDelegationKey(now, now.plusHours(1));
    String good = signedForBlob(key, "r");
    String ske = good.replaceAll(".*(ske=[^&]*).*", "$1");
    key.setSignedExpiry(tomorrow);

    assertCode("AuthenticationFailed", with(signedForBlob(key, "r"))::downloadContent);
    assertCode("AuthenticationFailed", with(good.replace(ske, "ske=2999-01-01"))::downloadContent);
    assertCode(
        "AuthenticationFailed", with(good.replace("skoid=user", "skoid=root"))::downloadContent);
    assertThatThrownBy(() -> contributor.getUserDelegationKey(now, now.plusDays(8)))
        .isInstanceOf(BlobStorageException.class);
  }

  @Test
  void onlyATokenGetsAKey() {
    assertCode("AuthenticationFailed", () -> fixture.client().getUserDelegationKey(now, tomorrow));
  }

  private String signedForBlob(UserDelegationKey key, String permissions) {
    return fixture
        .client()
        .getBlobContainerClient("private")
        .getBlobClient("a b.txt")
        .generateUserDelegationSas(
            new BlobServiceSasSignatureValues(tomorrow, BlobSasPermission.parse(permissions)),
            key,
            Accounts.DEVELOPMENT_NAME,
            null);
  }

  private BlobClient with(String signature) {
    return fixture.client(signature).getBlobContainerClient("private").getBlobClient("a b.txt");
  }

  private BlobServiceClient withRole(String role) {
    Map<String, String> claims =
        SignedTokens.claims(Clock.systemUTC().instant().minusSeconds(60), role);
    return new BlobServiceClientBuilder()
        .endpoint(fixture.endpoint())
        .sasToken("credential=none") // without any the client does not ask for keys
        .addPolicy(bearer(ISSUER.rsa(claims)))
        .buildClient();
  }

  /// The client itself sends tokens over HTTPS only.
  private static HttpPipelinePolicy bearer(String token) {
    return (context, next) -> {
      context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
      return next.process();
    };
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getErrorCode()).hasToString(code));
  }
}
