package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.common.sas.SasIpRange;
import com.azure.storage.common.sas.SasProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;

/// Who gets in with which signature, signed by Microsoft's own client and by ours.
class BlobSignatureTest {
  private final OffsetDateTime tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1);

  private BlobFixture fixture;
  private BlobContainerClient container;
  private BlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    container = fixture.client().createBlobContainer("private");
    blob = container.getBlobClient("a/report ü.html");
    blob.upload(BinaryData.fromString("secret"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void readsTheBlobThatIsSigned() {
    BlobClient holder =
        with(
            blob.generateSas(
                new BlobServiceSasSignatureValues(tomorrow, BlobSasPermission.parse("r"))
                    .setContentType("text/html")
                    .setContentDisposition("inline")));

    assertThat(holder.downloadContent()).hasToString("secret");
    assertThat(holder.getProperties().getContentType()).isEqualTo("text/html");
    assertThat(holder.getProperties().getContentDisposition()).isEqualTo("inline");
    assertCode("AuthorizationPermissionMismatch", holder::delete);
  }

  @Test
  void doesNotReadAnotherBlob() {
    container.getBlobClient("other").upload(BinaryData.fromString("other"));
    String signature =
        blob.generateSas(new BlobServiceSasSignatureValues(tomorrow, BlobSasPermission.parse("r")));
    BlobContainerClient holder =
        fixture.client(signature).getBlobContainerClient(container.getBlobContainerName());

    assertCode("AuthenticationFailed", holder.getBlobClient("other")::downloadContent);
    assertCode("AuthenticationFailed", () -> holder.listBlobs().stream().count());
  }

  @Test
  void worksInTheContainerThatIsSigned() {
    String signature =
        container.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, BlobContainerSasPermission.parse("racl")));
    BlobContainerClient holder =
        fixture.client(signature).getBlobContainerClient(container.getBlobContainerName());

    assertThat(holder.listBlobs()).hasSize(1);
    holder.getBlobClient("new").upload(BinaryData.fromString("new"));
    assertCode(
        "UnauthorizedBlobOverwrite",
        () -> holder.getBlobClient("new").upload(BinaryData.fromString("newer"), true));
    assertCode("AuthorizationPermissionMismatch", holder::delete);
  }

  @Test
  void showsTagsInListsToWhoMayReadThem() {
    ListBlobsOptions withTags =
        new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveTags(true));
    blob.setTags(Map.of("kind", "report"));

    assertThat(holder("rlt").listBlobs(withTags, null))
        .singleElement()
        .satisfies(item -> assertThat(item.getTags()).containsEntry("kind", "report"));
    assertCode(
        "AuthorizationPermissionMismatch",
        () -> holder("rl").listBlobs(withTags, null).stream().count());
  }

  private BlobContainerClient holder(String permissions) {
    String signature =
        container.generateSas(
            new BlobServiceSasSignatureValues(
                tomorrow, BlobContainerSasPermission.parse(permissions)));
    return fixture.client(signature).getBlobContainerClient(container.getBlobContainerName());
  }

  @Test
  void worksInTheAccountThatIsSigned() {
    String signature =
        fixture
            .client()
            .generateAccountSas(
                new AccountSasSignatureValues(
                    tomorrow,
                    AccountSasPermission.parse("rwl"),
                    AccountSasService.parse("b"),
                    AccountSasResourceType.parse("sc")));

    assertThat(fixture.client(signature).listBlobContainers()).hasSize(1);
    fixture.client(signature).createBlobContainer("second");
    assertCode("AuthorizationResourceTypeMismatch", with(signature)::downloadContent);
  }

  @Test
  void refusesAnAccountSignatureForOtherServices() {
    String signature =
        fixture
            .client()
            .generateAccountSas(
                new AccountSasSignatureValues(
                    tomorrow,
                    AccountSasPermission.parse("rwl"),
                    AccountSasService.parse("qt"),
                    AccountSasResourceType.parse("sco")));

    assertCode("AuthorizationServiceMismatch", with(signature)::downloadContent);
  }

  @Test
  void refusesWhatIsExpiredOrNotYetValid() {
    BlobSasPermission read = BlobSasPermission.parse("r");
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    String expired = blob.generateSas(new BlobServiceSasSignatureValues(now.minusSeconds(2), read));
    String early =
        blob.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, read).setStartTime(now.plusHours(1)));

    assertCode("AuthenticationFailed", with(expired)::downloadContent);
    assertCode("AuthenticationFailed", with(early)::downloadContent);
  }

  @Test
  void refusesWhatWasAltered() {
    String signature =
        blob.generateSas(new BlobServiceSasSignatureValues(tomorrow, BlobSasPermission.parse("r")));

    assertCode("AuthenticationFailed", with(signature.replace("sp=r", "sp=rw"))::downloadContent);
  }

  @Test
  void refusesTheWrongProtocolOrAddress() {
    BlobSasPermission read = BlobSasPermission.parse("r");
    String encrypted =
        blob.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, read).setProtocol(SasProtocol.HTTPS_ONLY));
    String elsewhere =
        blob.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, read)
                .setSasIpRange(SasIpRange.parse("10.0.0.1-10.0.0.9")));
    String here =
        blob.generateSas(
            new BlobServiceSasSignatureValues(tomorrow, read)
                .setSasIpRange(SasIpRange.parse("127.0.0.1-127.0.0.9")));

    assertCode("AuthorizationProtocolMismatch", with(encrypted)::downloadContent);
    assertCode("AuthorizationSourceIPMismatch", with(elsewhere)::downloadContent);
    assertThat(with(here).downloadContent()).hasToString("secret");
  }

  @Test
  void takesOurOwnSignatures() {
    Sas sas = new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY));
    Instant expiry = tomorrow.toInstant();

    assertThat(with(sas.forContainer("private", "r", expiry)).downloadContent())
        .hasToString("secret");
    assertThat(with(sas.forAccount("b", "o", "r", expiry)).downloadContent()).hasToString("secret");
    assertThat(with(sas.forBlob("private", blob.getBlobName(), "r", expiry)).downloadContent())
        .hasToString("secret");
  }

  @Test
  void refusesAWrongKeyAndNoKey() {
    String wrongKey = Base64.getEncoder().encodeToString(new byte[64]);
    BlobServiceClientBuilder builder = new BlobServiceClientBuilder().endpoint(fixture.endpoint());
    StorageSharedKeyCredential wrong =
        new StorageSharedKeyCredential(Accounts.DEVELOPMENT_NAME, wrongKey);

    assertCode(
        "NoAuthenticationInformation", () -> builder.buildClient().createBlobContainer("none"));
    assertCode(
        "AuthenticationFailed",
        () -> builder.credential(wrong).buildClient().createBlobContainer("none"));
  }

  private BlobClient with(String signature) {
    return fixture
        .client(signature)
        .getBlobContainerClient(container.getBlobContainerName())
        .getBlobClient(blob.getBlobName());
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getErrorCode()).hasToString(code));
  }
}
