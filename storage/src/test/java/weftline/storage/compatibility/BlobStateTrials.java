package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import weftline.storage.ServiceKind;

/// What is set on blobs that exist: tags, tiers, expiry, and what keeps them from being changed.
final class BlobStateTrials {
  private BlobStateTrials() {}

  static Map<String, Trial> trials() {
    return Map.of(
        "blob blob setTags", BlobStateTrials::tags,
        "blob blob getTags", BlobStateTrials::tags,
        "blob blob setTier", BlobStateTrials::tier,
        "blob blob setExpiry", BlobStateTrials::expiry,
        "blob blob setImmutabilityPolicy", BlobStateTrials::immutability,
        "blob blob deleteImmutabilityPolicy", BlobStateTrials::noImmutability,
        "blob blob setLegalHold", BlobStateTrials::hold);
  }

  private static void tags(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setTags(Map.of("color", "blue", "size", "1 / 2"));

    assertThat(blob.getTags()).isEqualTo(Map.of("color", "blue", "size", "1 / 2"));
    assertThat(blob.getProperties().getTagCount()).isEqualTo(2);
  }

  private static void tier(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setAccessTier(AccessTier.COOL);
    assertThat(blob.getProperties().getAccessTier()).isEqualTo(AccessTier.COOL);

    blob.setAccessTier(AccessTier.ARCHIVE);
    Refused.with(409, blob::downloadContent);
  }

  private static void expiry(Scene scene) throws Exception {
    BlobClient blob = scene.blob("hello");
    String target = "/" + blob.getContainerName() + "/a%20blob?comp=expiry";
    scene
        .send(
            "PUT",
            ServiceKind.BLOB,
            target,
            new byte[0],
            "x-ms-expiry-option",
            "RelativeToNow",
            "x-ms-expiry-time",
            "3600000")
        .expect(200);

    assertThat(blob.getProperties().getExpiresOn())
        .isAfter(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(30));
  }

  private static void immutability(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setImmutabilityPolicy(tomorrow());

    assertThat(blob.getProperties().getImmutabilityPolicy().getPolicyMode())
        .isEqualTo(BlobImmutabilityPolicyMode.UNLOCKED);
    Refused.with(409, blob::delete);
    blob.deleteImmutabilityPolicy();
  }

  private static void noImmutability(Scene scene) {
    BlobClient blob = scene.blob("hello");
    blob.setImmutabilityPolicy(tomorrow());
    blob.deleteImmutabilityPolicy();
    blob.delete();

    assertThat(blob.exists()).isFalse();
  }

  private static void hold(Scene scene) {
    BlobClient blob = scene.blob("hello");

    assertThat(blob.setLegalHold(true).hasLegalHold()).isTrue();
    Refused.with(409, blob::delete);
    assertThat(blob.setLegalHold(false).hasLegalHold()).isFalse();
    blob.delete();
  }

  private static BlobImmutabilityPolicy tomorrow() {
    return new BlobImmutabilityPolicy()
        .setExpiryTime(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))
        .setPolicyMode(BlobImmutabilityPolicyMode.UNLOCKED);
  }
}
