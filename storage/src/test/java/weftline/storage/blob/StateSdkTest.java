package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static weftline.storage.blob.BlobFailures.assertCode;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.ArchiveStatus;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.CustomerProvidedKey;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.RehydratePriority;
import com.azure.storage.blob.models.TaggedBlobItem;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobSetAccessTierOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobClientBase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands beside a blob's bytes as Microsoft's own client sets and meets it: tiers, tags,
/// policies, holds, keys, seals.
class StateSdkTest {
  private PassingTime time;
  private BlobContainerClient container;
  private BlobClient blob;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    time = new PassingTime(folder);
    container = time.container();
    blob = container.getBlobClient("blob");
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void anArchivedBlobComesBackAfterAWhile() {
    upload(new BlobParallelUploadOptions(BinaryData.fromString("old")).setTier(AccessTier.ARCHIVE));
    assertCode("BlobArchived", blob::downloadContent);

    int status =
        blob.setAccessTierWithResponse(
                new BlobSetAccessTierOptions(AccessTier.COOL).setPriority(RehydratePriority.HIGH),
                null,
                Context.NONE)
            .getStatusCode();

    assertThat(status).isEqualTo(202);
    BlobProperties coming = blob.getProperties();
    assertThat(coming.getAccessTier()).isEqualTo(AccessTier.ARCHIVE);
    assertThat(coming.getArchiveStatus()).isEqualTo(ArchiveStatus.REHYDRATE_PENDING_TO_COOL);
    assertThat(coming.getRehydratePriority()).isEqualTo(RehydratePriority.HIGH);
    assertThat(onlyItem().getProperties().getArchiveStatus())
        .isEqualTo(ArchiveStatus.REHYDRATE_PENDING_TO_COOL);
    time.pass(Duration.ofHours(1));
    assertThat(blob.downloadContent()).hasToString("old");
    assertThat(blob.getProperties().getAccessTier()).isEqualTo(AccessTier.COOL);
    assertThat(onlyItem().getProperties().getAccessTier()).isEqualTo(AccessTier.COOL);
  }

  @Test
  void anArchivedBlobIsCopiedIntoAnotherTier() {
    upload(new BlobParallelUploadOptions(BinaryData.fromString("old")).setTier(AccessTier.ARCHIVE));
    BlobClient copy = container.getBlobClient("copy");

    copy.beginCopy(
        blob.getBlobUrl() + "?" + time.signature(),
        null,
        AccessTier.HOT,
        RehydratePriority.STANDARD,
        null,
        null,
        Duration.ofMillis(1));
    time.pass(Duration.ofHours(1));

    assertThat(copy.downloadContent()).hasToString("old");
    assertCode("BlobArchived", blob::downloadContent);
  }

  @Test
  void tagsAreFoundAndAskedFor() {
    upload(
        new BlobParallelUploadOptions(BinaryData.fromString("x"))
            .setTags(Map.of("colour", "light blue", "size", "7+")));
    container.getBlobClient("other").upload(BinaryData.fromString("y"));
    container.getBlobClient("other").setTags(Map.of("colour", "red"));

    assertThat(time.builder().buildClient().findBlobsByTags("\"colour\" >= 'a'"))
        .extracting(TaggedBlobItem::getName, TaggedBlobItem::getContainerName)
        .containsExactly(tuple("blob", "box"), tuple("other", "box"));
    assertThat(container.findBlobsByTags("\"colour\" = 'light blue' AND \"size\" = '7+'"))
        .singleElement()
        .satisfies(found -> assertThat(found.getTags()).isEqualTo(blob.getTags()));
    assertThat(read("\"colour\" = 'light blue'")).isEqualTo("x");
    assertCode("ConditionNotMet", () -> read("\"colour\" = 'green'"));
    assertThat(items(new BlobListDetails().setRetrieveTags(true)))
        .extracting(BlobItem::getTags)
        .containsExactly(blob.getTags(), Map.of("colour", "red"));
  }

  @Test
  void aPolicyEndsWithItsTimeAndALockedOneIsOnlyPutOff() {
    BlobImmutabilityPolicy policy = policy(BlobImmutabilityPolicyMode.UNLOCKED, 2);
    upload(new BlobParallelUploadOptions(BinaryData.fromString("x")).setImmutabilityPolicy(policy));
    assertCode("BlobImmutableDueToPolicy", blob::delete);
    assertCode("BlobImmutableDueToPolicy", () -> blob.setMetadata(Map.of("a", "b")));

    blob.setImmutabilityPolicy(policy(BlobImmutabilityPolicyMode.LOCKED, 3));
    assertCode("BlobImmutableDueToPolicy", blob::deleteImmutabilityPolicy);
    BlobImmutabilityPolicy shown = onlyItem().getProperties().getImmutabilityPolicy();
    assertThat(shown.getPolicyMode()).isEqualTo(BlobImmutabilityPolicyMode.LOCKED);
    assertThat(shown.getExpiryTime()).isEqualTo(inDays(3).atOffset(ZoneOffset.UTC));

    time.pass(Duration.ofDays(3));
    blob.delete();
    assertThat(blob.exists()).isFalse();
  }

  @Test
  void aHoldLastsUntilItIsTaken() {
    upload(new BlobParallelUploadOptions(BinaryData.fromString("x")).setLegalHold(true));
    time.pass(Duration.ofDays(300));

    assertThat(blob.getProperties().hasLegalHold()).isTrue();
    assertThat(onlyItem().getProperties().hasLegalHold()).isTrue();
    assertCode("BlobImmutableDueToLegalHold", () -> blob.upload(BinaryData.fromString("y"), true));
    blob.setLegalHold(false);
    blob.upload(BinaryData.fromString("y"), true);
    assertThat(blob.downloadContent()).hasToString("y");
  }

  /// The client has no word for it.
  @Test
  void anExpiredBlobIsGoneForReadersAndLists() throws IOException, InterruptedException {
    blob.upload(BinaryData.fromString("x"));
    HttpRequest expiry =
        HttpRequest.newBuilder(URI.create(blob.getBlobUrl() + "?comp=expiry&" + time.signature()))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .header("x-ms-expiry-option", "RelativeToNow")
            .header("x-ms-expiry-time", "60000")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(expiry, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
    assertThat(blob.getProperties().getExpiresOn().toInstant())
        .isEqualTo(time.now().plusSeconds(60));

    time.pass(Duration.ofSeconds(60));

    assertThat(blob.exists()).isFalse();
    assertThat(container.listBlobs()).isEmpty();
    blob.upload(BinaryData.fromString("y"));
    assertThat(blob.downloadContent()).hasToString("y");
  }

  @Test
  void aCustomersKeyOpensWhatItHasClosed() {
    CustomerProvidedKey key = new CustomerProvidedKey(new byte[32]);
    byte[] other = new byte[32];
    other[0] = 1;
    BlobClient keyed = encrypted("blob").getCustomerProvidedKeyClient(key);
    keyed.upload(BinaryData.fromString("secret"));

    assertThat(keyed.downloadContent()).hasToString("secret");
    assertThat(keyed.getProperties().getEncryptionKeySha256()).isEqualTo(key.getKeySha256());
    assertThat(onlyItem().getProperties().getCustomerProvidedKeySha256())
        .isEqualTo(key.getKeySha256());
    assertCode("BlobUsesCustomerSpecifiedEncryption", blob::downloadContent);
    assertCode(
        "BlobCustomerSpecifiedEncryptionMismatch",
        () ->
            encrypted("blob")
                .getCustomerProvidedKeyClient(new CustomerProvidedKey(other))
                .downloadContent());
    keyed.setMetadata(Map.of("a", "b"));
    BlobClientBase snapshot = keyed.createSnapshot();
    assertThat(snapshot.downloadContent()).hasToString("secret");
  }

  @Test
  void blocksAndAppendsNeedTheCustomersKeyToo() {
    CustomerProvidedKey key = new CustomerProvidedKey(new byte[32]);
    BlobClient keyed = encrypted("blob").getCustomerProvidedKeyClient(key);
    String id = "QUFB";
    keyed.getBlockBlobClient().stageBlock(id, BinaryData.fromString("block"));
    assertCode(
        "BlobUsesCustomerSpecifiedEncryption",
        () -> blob.getBlockBlobClient().commitBlockList(List.of(id)));
    keyed.getBlockBlobClient().commitBlockList(List.of(id));
    assertThat(keyed.downloadContent()).hasToString("block");

    AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
    AppendBlobClient keyedLog =
        encrypted("log").getCustomerProvidedKeyClient(key).getAppendBlobClient();
    keyedLog.create();
    append(keyedLog, "a");
    assertCode("BlobUsesCustomerSpecifiedEncryption", () -> append(log, "b"));
    assertThat(keyedLog.downloadContent()).hasToString("a");
  }

  @Test
  void aSealedBlobIsReadAndNeverAppendedTo() {
    AppendBlobClient log = blob.getAppendBlobClient();
    log.create();
    append(log, "a");
    log.seal();

    assertCode("BlobIsSealed", () -> append(log, "b"));
    assertThat(log.getProperties().isSealed()).isTrue();
    assertThat(onlyItem().getProperties().isSealed()).isTrue();
    assertThat(log.downloadContent()).hasToString("a");
    log.setMetadata(Map.of("a", "b"));
    assertThat(log.getProperties().isSealed()).isTrue();
    log.create(true);
    append(log, "c");
    assertThat(log.downloadContent()).hasToString("c");
  }

  private void upload(BlobParallelUploadOptions options) {
    blob.uploadWithResponse(options, null, Context.NONE);
  }

  private String read(String tags) {
    return blob.downloadContentWithResponse(
            null, new BlobRequestConditions().setTagsConditions(tags), null, Context.NONE)
        .getValue()
        .toString();
  }

  private static void append(AppendBlobClient log, String text) {
    log.appendBlock(new ByteArrayInputStream(BinaryData.fromString(text).toBytes()), text.length());
  }

  private BlobImmutabilityPolicy policy(BlobImmutabilityPolicyMode mode, int days) {
    return new BlobImmutabilityPolicy()
        .setPolicyMode(mode)
        .setExpiryTime(inDays(days).atOffset(ZoneOffset.UTC));
  }

  private Instant inDays(int days) {
    return time.now().plus(Duration.ofDays(days));
  }

  private BlobItem onlyItem() {
    return items(
            new BlobListDetails().setRetrieveImmutabilityPolicy(true).setRetrieveLegalHold(true))
        .getFirst();
  }

  private List<BlobItem> items(BlobListDetails details) {
    return container.listBlobs(new ListBlobsOptions().setDetails(details), null).stream().toList();
  }

  /// A blob, for a client that believes in encryption: it sends keys over nothing else.
  private BlobClient encrypted(String name) {
    return time.builder()
        .endpoint(container.getServiceClient().getAccountUrl().replace("http:", "https:"))
        .addPolicy(unencrypted())
        .buildClient()
        .getBlobContainerClient("box")
        .getBlobClient(name);
  }

  private static HttpPipelinePolicy unencrypted() {
    return (call, next) -> {
      URI uri = URI.create(call.getHttpRequest().getUrl().toString().replace("https:", "http:"));
      try {
        call.getHttpRequest().setUrl(uri.toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
      return next.process();
    };
  }
}
