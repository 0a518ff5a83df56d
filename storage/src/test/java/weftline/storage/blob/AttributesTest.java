package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.storage.Access;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.WireTimes;

/// What stands beside a blob's bytes: how it is set, what it does, when it goes.
class AttributesTest {
  private static final String A = "aaaaaaaa-0000-0000-0000-000000000000";

  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    desk.send(Desk.put("hello"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "put, 201, LeaseIdMissing",
    "metadata, 200, LeaseIdMissing",
    "properties, 200, LeaseIdMissing",
    "blocklist, 201, LeaseIdMissing",
    "block, 201, LeaseIdMissing",
    "tags, 204, LeaseIdMissing",
    "delete, 202, LeaseIdMissing",
    "get, 200, 200",
    "head, 200, 200",
    "snapshot, 201, 201",
    "tier, 200, 200"
  })
  void aLeaseKeepsOthersFromChanging(String operation, String holder, String nobody) {
    PlainRequest request = operation(operation);
    desk.send(lease("acquire").with("x-ms-lease-duration", "15"));

    assertThat(desk.outcome(request)).isEqualTo(nobody);
    assertThat(desk.outcome(request.with("x-ms-lease-id", A.replace('a', 'b'))))
        .isEqualTo("LeaseIdMismatchWithBlobOperation");
    assertThat(desk.outcome(request.with("x-ms-lease-id", A))).isEqualTo(holder);
  }

  @Test
  void aLeaseOutlivesAReplacementButNotAWriteAfterItsEnd() {
    String etag = desk.header(Desk.head(), "ETag");
    desk.send(lease("acquire").with("x-ms-lease-duration", "15"));
    assertThat(desk.header(Desk.head(), "ETag")).isEqualTo(etag);
    desk.send(Desk.put("new").with("x-ms-lease-id", A));
    assertThat(desk.header(Desk.head(), "x-ms-lease-state")).isEqualTo("leased");

    desk.pass(Duration.ofSeconds(20));
    assertThat(desk.header(Desk.head(), "x-ms-lease-state")).isEqualTo("expired");
    assertThat(desk.outcome(lease("renew").with("x-ms-lease-id", A))).isEqualTo("200");
    desk.pass(Duration.ofSeconds(20));
    desk.send(Desk.change("metadata").with("x-ms-meta-a", "b"));
    assertThat(desk.header(Desk.head(), "x-ms-lease-state")).isEqualTo("available");
    assertThat(desk.outcome(lease("renew").with("x-ms-lease-id", A)))
        .isEqualTo("LeaseIdMismatchWithLeaseOperation");
  }

  @Test
  void aSnapshotHasNoLease() {
    desk.send(lease("acquire").with("x-ms-lease-duration", "-1"));
    String snapshot = desk.header(operation("snapshot"), "x-ms-snapshot");

    PlainRequest read = PlainRequest.of("HEAD", Desk.BLOB + "?snapshot=" + snapshot);
    assertThat(desk.header(read, "x-ms-lease-state")).isEqualTo("available");
  }

  @Test
  void tagsComeWithABlobAndByThemselves() {
    String etag = desk.header(Desk.put("x").with("x-ms-tags", "a=1&b=2"), "ETag");
    assertThat(desk.header(Desk.head(), "x-ms-tag-count")).isEqualTo("2");
    assertThat(desk.body(PlainRequest.of("GET", Desk.BLOB + "?comp=tags")))
        .contains("<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag>");

    desk.send(tags("c", "3"));
    assertThat(desk.body(PlainRequest.of("GET", Desk.BLOB + "?comp=tags")))
        .contains("<TagSet><Tag><Key>c</Key><Value>3</Value></Tag></TagSet>");
    assertThat(desk.header(Desk.head(), "ETag")).isEqualTo(etag);
    assertThat(desk.outcome(Desk.get().with("x-ms-if-tags", "c = '4'")))
        .isEqualTo("ConditionNotMet");
    assertThat(desk.outcome(Desk.put("y").with("x-ms-if-tags", "c = '3'"))).isEqualTo("201");
    assertThat(desk.header(Desk.head(), "x-ms-tag-count")).isEmpty();
  }

  @Test
  void tagsNeedAPermissionOfTheirOwn() {
    Access writer = new Access.AccountSignature("sco", "rw");

    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> desk.send(Desk.put("x").with("x-ms-tags", "a=1"), writer));
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH, () -> desk.send(tags("a", "1"), writer));
    assertRefused(
        StorageError.AUTHORIZATION_PERMISSION_MISMATCH,
        () -> desk.send(find("a > ''", ""), writer));
    desk.send(tags("a", "1"), new Access.AccountSignature("sco", "t"));
    desk.send(find("a > ''", ""), new Access.AccountSignature("sco", "f"));
  }

  @Test
  void findsBlobsByTheirTags() {
    desk.send(PlainRequest.of("PUT", "/me/bag?restype=container"));
    for (String place : new String[] {"box/1", "box/2", "bag/3", "bag/4"}) {
      char number = place.charAt(place.length() - 1);
      desk.send(put("/me/" + place).with("x-ms-tags", "n=" + number + "&all=yes"));
    }

    assertThat(names(desk.body(find("all = 'yes'", "")))).isEqualTo("3 4 1 2");
    assertThat(names(desk.body(find("all = 'yes' AND n >= '2' AND n < '4'", "")))).isEqualTo("3 2");
    assertThat(names(desk.body(find("@container = 'box' AND all = 'yes'", "")))).isEqualTo("1 2");
    assertThat(desk.body(find("n = '4'", "")))
        .contains("<Where>n = '4'</Where>")
        .contains("<Name>4</Name><ContainerName>bag</ContainerName><Tags><TagSet><Tag><Key>all<");
    PlainRequest inBag = PlainRequest.of("GET", "/me/bag?restype=container&comp=blobs&where=n>'0'");
    assertThat(names(desk.body(inBag))).isEqualTo("3 4");
    assertThat(desk.outcome(find("n <> '4'", ""))).isEqualTo("InvalidQueryParameterValue");
    assertThat(desk.outcome(PlainRequest.of("GET", "/me?comp=blobs")))
        .isEqualTo("MissingRequiredQueryParameter");
  }

  @Test
  void findsInPages() {
    for (int i = 0; i < 5; i++) {
      desk.send(put("/me/box/" + i).with("x-ms-tags", "a=b"));
    }

    String first = desk.body(find("a = 'b'", "&maxresults=2"));
    String second = desk.body(find("a = 'b'", "&maxresults=2&marker=" + marker(first)));
    String third = desk.body(find("a = 'b'", "&maxresults=2&marker=" + marker(second)));

    assertThat(names(first) + "|" + names(second) + "|" + names(third)).isEqualTo("0 1|2 3|4");
    assertThat(marker(third)).isEmpty();
    assertThat(desk.outcome(find("a = 'b'", "&marker=x"))).isEqualTo("InvalidMarker");
  }

  @Test
  void tiersAreShown() {
    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo("Hot");
    assertThat(desk.header(Desk.head(), "x-ms-access-tier-inferred")).isEqualTo("true");

    assertThat(desk.outcome(tier("cool"))).isEqualTo("200");

    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo("Cool");
    assertThat(desk.header(Desk.head(), "x-ms-access-tier-inferred")).isEmpty();
    assertThat(desk.header(Desk.head(), "x-ms-access-tier-change-time"))
        .isEqualTo(WireTimes.http(desk.now()));
    assertThat(desk.body(PlainRequest.of("GET", Desk.BOX + "&comp=list")))
        .contains("<AccessTier>Cool</AccessTier><AccessTierChangeTime>");
    desk.send(Desk.put("x").with("x-ms-access-tier", "Cold"));
    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo("Cold");
    assertThat(desk.outcome(tier("Warm"))).isEqualTo("InvalidBlobTier");
    assertThat(desk.outcome(Desk.change("tier"))).isEqualTo("MissingRequiredHeader");
  }

  @Test
  void anArchivedBlobIsReadOnlyAfterItHasComeBack() {
    desk.send(tier("Archive"));
    assertThat(desk.outcome(Desk.get())).isEqualTo("BlobArchived");
    assertThat(desk.outcome(operation("metadata"))).isEqualTo("BlobArchived");
    assertThat(desk.outcome(operation("snapshot"))).isEqualTo("BlobArchived");
    assertThat(desk.outcome(Desk.head())).isEqualTo("200");

    assertThat(desk.outcome(tier("Hot"))).isEqualTo("202");
    assertThat(desk.header(Desk.head(), "x-ms-archive-status"))
        .isEqualTo("rehydrate-pending-to-hot");
    assertThat(desk.header(Desk.head(), "x-ms-rehydrate-priority")).isEqualTo("Standard");
    assertThat(desk.outcome(Desk.get())).isEqualTo("BlobBeingRehydrated");
    assertThat(desk.outcome(tier("Cool"))).isEqualTo("BlobBeingRehydrated");
    assertThat(desk.outcome(tier("Hot").with("x-ms-rehydrate-priority", "High"))).isEqualTo("202");
    assertThat(desk.header(Desk.head(), "x-ms-rehydrate-priority")).isEqualTo("High");

    desk.pass(Tier.Return.Priority.HIGH.takes());
    assertThat(desk.body(Desk.get())).isEqualTo("hello");
    assertThat(desk.header(Desk.head(), "x-ms-access-tier")).isEqualTo("Hot");
    assertThat(desk.header(Desk.head(), "x-ms-archive-status")).isEmpty();
  }

  @Test
  void anArchivedBlobCanBeReplacedAndDeleted() {
    desk.send(tier("Archive"));
    assertThat(desk.outcome(Desk.put("new"))).isEqualTo("201");
    desk.send(tier("Archive"));
    assertThat(desk.outcome(Desk.delete())).isEqualTo("202");
  }

  @Test
  void anExpiredBlobIsGoneAndItsRowsToo() {
    int rows = rowsOfBlobs();
    desk.send(put("/me/box/other"));
    PlainRequest expiry =
        PlainRequest.of("PUT", "/me/box/other?comp=expiry").with("x-ms-expiry-option", "Absolute");
    assertThat(desk.outcome(expiry)).isEqualTo("MissingRequiredHeader");
    String time = WireTimes.http(desk.now().plusSeconds(60));
    assertThat(desk.outcome(expiry.with("x-ms-expiry-time", time))).isEqualTo("200");
    PlainRequest head = PlainRequest.of("HEAD", "/me/box/other");
    assertThat(desk.header(head, "x-ms-expiry-time")).isEqualTo(time);

    desk.pass(Duration.ofSeconds(60));
    assertThat(desk.outcome(head)).isEqualTo("BlobNotFound");
    assertThat(desk.body(PlainRequest.of("GET", Desk.BOX + "&comp=list"))).doesNotContain("other");
    desk.collect();
    assertThat(rowsOfBlobs()).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "RelativeToNow, 5000, 200, 5",
    "RelativeToCreation, 15000, 200, 5",
    "RelativeToNow, -1, InvalidHeaderValue, 0",
    "RelativeToNow, soon, InvalidHeaderValue, 0",
    "RelativeToCreation, 10000, InvalidHeaderValue, 0",
    "Absolute, soon, InvalidHeaderValue, 0",
    "Sometimes, 1, InvalidHeaderValue, 0",
    "NeverExpire, 1, 200, 0"
  })
  void expiryIsSetInManyWays(String option, String time, String outcome, int seconds) {
    desk.pass(Duration.ofSeconds(10));
    PlainRequest request =
        Desk.change("expiry").with("x-ms-expiry-option", option).with("x-ms-expiry-time", time);

    assertThat(desk.outcome(request)).isEqualTo(outcome);

    assertThat(desk.header(Desk.head(), "x-ms-expiry-time"))
        .isEqualTo(seconds == 0 ? "" : WireTimes.http(desk.now().plusSeconds(seconds)));
  }

  @Test
  void aPutTakesAwayTheExpiryOfWhatWasThere() {
    PlainRequest expiry =
        Desk.change("expiry")
            .with("x-ms-expiry-option", "RelativeToNow")
            .with("x-ms-expiry-time", "5000");
    desk.send(expiry);
    desk.send(Desk.put("new"));
    desk.pass(Duration.ofSeconds(10));
    desk.collect();
    assertThat(desk.body(Desk.get())).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource({
    "put, Blob",
    "metadata, Blob",
    "properties, Blob",
    "blocklist, Blob",
    "delete, Blob",
    "get, 200",
    "head, 200",
    "snapshot, 201",
    "tags, 204",
    "tier, 200"
  })
  void aPolicyAndAHoldKeepEverybodyFromChanging(String operation, String outcome) {
    boolean refused = outcome.equals("Blob");
    desk.send(policy("unlocked", 60));
    assertThat(desk.outcome(operation(operation)))
        .isEqualTo(refused ? "BlobImmutableDueToPolicy" : outcome);
    desk.send(hold("true"));
    assertThat(desk.outcome(operation(operation)))
        .isEqualTo(refused ? "BlobImmutableDueToLegalHold" : outcome);

    desk.pass(Duration.ofSeconds(61));
    desk.send(hold("false"));
    assertThat(desk.outcome(operation(operation))).hasSize(3);
  }

  @Test
  void aLockedPolicyCanOnlyBePutOff() {
    assertThat(desk.outcome(policy("Unlocked", 60))).isEqualTo("200");
    assertThat(desk.outcome(policy("Unlocked", 30))).isEqualTo("200");
    assertThat(desk.outcome(policy("Locked", 60))).isEqualTo("200");
    assertThat(desk.header(Desk.head(), "x-ms-immutability-policy-mode")).isEqualTo("locked");

    assertThat(desk.outcome(policy("Locked", 59))).isEqualTo("BlobImmutableDueToPolicy");
    assertThat(desk.outcome(policy("Unlocked", 90))).isEqualTo("BlobImmutableDueToPolicy");
    assertThat(desk.outcome(noPolicy())).isEqualTo("BlobImmutableDueToPolicy");
    assertThat(desk.outcome(policy("Locked", 90))).isEqualTo("200");
    desk.pass(Duration.ofSeconds(90));
    assertThat(desk.outcome(noPolicy())).isEqualTo("200");
    assertThat(desk.header(Desk.head(), "x-ms-immutability-policy-mode")).isEmpty();
    assertThat(desk.outcome(policy("Open", 90))).isEqualTo("InvalidHeaderValue");
    assertThat(desk.outcome(policy("Locked", -1))).isEqualTo("InvalidHeaderValue");
  }

  @Test
  void aBlobCanBeBornImmutable() {
    desk.send(Desk.put("x").with("x-ms-legal-hold", "true"));

    assertThat(desk.header(Desk.head(), "x-ms-legal-hold")).isEqualTo("true");
    assertThat(desk.outcome(Desk.delete())).isEqualTo("BlobImmutableDueToLegalHold");
    assertThat(desk.outcome(hold("perhaps"))).isEqualTo("InvalidHeaderValue");
  }

  @Test
  void aCustomersKeyIsNeededEveryTime() {
    PlainRequest put = withKey(Desk.put("secret"), 1);
    assertThat(desk.header(put, "x-ms-encryption-key-sha256")).isEqualTo(hash(key(1)));

    for (String operation : new String[] {"get", "head", "metadata", "snapshot"}) {
      PlainRequest request = operation(operation);
      assertThat(desk.outcome(request)).isEqualTo("BlobUsesCustomerSpecifiedEncryption");
      assertThat(desk.outcome(withKey(request, 2)))
          .isEqualTo("BlobCustomerSpecifiedEncryptionMismatch");
      assertThat(desk.outcome(withKey(request, 1))).startsWith("20");
    }
    assertThat(desk.outcome(Desk.put("plain"))).isEqualTo("201");
    assertThat(desk.outcome(withKey(Desk.get(), 1)))
        .isEqualTo("BlobDoesNotUseCustomerSpecifiedEncryption");
  }

  @ParameterizedTest
  @CsvSource({
    "x-ms-encryption-key, MissingRequiredHeader",
    "x-ms-encryption-key-sha256, MissingRequiredHeader",
    "x-ms-encryption-algorithm, MissingRequiredHeader"
  })
  void allPartsOfAKeyAreNeeded(String without, String outcome) {
    PlainRequest request = Desk.put("x");
    for (var field : withKey(Desk.put("x"), 1).headers().fields()) {
      if (field.name().startsWith("x-ms-encryption") && !field.name().equals(without)) {
        request = request.with(field.name(), field.value());
      }
    }
    assertThat(desk.outcome(request)).isEqualTo(outcome);
  }

  @Test
  void refusesAKeyThatIsNone() {
    PlainRequest put = Desk.put("x").with("x-ms-encryption-algorithm", "AES256");
    assertThat(
            desk.outcome(
                put.with("x-ms-encryption-key", "short").with("x-ms-encryption-key-sha256", "x")))
        .isEqualTo("InvalidHeaderValue");
    assertThat(
            desk.outcome(
                put.with("x-ms-encryption-key", key(1)).with("x-ms-encryption-key-sha256", "x")))
        .isEqualTo("InvalidHeaderValue");
  }

  @Test
  void aScopeIsKeptAndShown() {
    desk.send(Desk.put("x").with("x-ms-encryption-scope", "mine"));

    assertThat(desk.header(Desk.get(), "x-ms-encryption-scope")).isEqualTo("mine");
  }

  private static PlainRequest operation(String name) {
    return switch (name) {
      case "put" -> Desk.put("again");
      case "get" -> Desk.get();
      case "head" -> Desk.head();
      case "delete" -> Desk.delete().with("x-ms-delete-snapshots", "include");
      case "tags" -> tags("a", "b");
      case "tier" -> tier("Cool");
      case "block" -> Desk.change("block&blockid=QQ%3D%3D").withBody("block");
      case "blocklist" -> Desk.change("blocklist").withBody("<BlockList/>");
      default -> Desk.change(name).with("x-ms-meta-a", "b");
    };
  }

  private static PlainRequest lease(String action) {
    return Desk.change("lease").with("x-ms-lease-action", action).with("x-ms-proposed-lease-id", A);
  }

  private static PlainRequest tags(String key, String value) {
    return Desk.change("tags")
        .withBody(
            "<Tags><TagSet><Tag><Key>%s</Key><Value>%s</Value></Tag></TagSet></Tags>"
                .formatted(key, value));
  }

  private static PlainRequest tier(String name) {
    return Desk.change("tier").with("x-ms-access-tier", name);
  }

  private PlainRequest policy(String mode, int seconds) {
    return Desk.change("immutabilityPolicies")
        .with(
            "x-ms-immutability-policy-until-date", WireTimes.http(desk.now().plusSeconds(seconds)))
        .with("x-ms-immutability-policy-mode", mode);
  }

  private static PlainRequest noPolicy() {
    return PlainRequest.of("DELETE", Desk.BLOB + "?comp=immutabilityPolicies");
  }

  private static PlainRequest hold(String hold) {
    return Desk.change("legalhold").with("x-ms-legal-hold", hold);
  }

  private static PlainRequest put(String target) {
    return PlainRequest.of("PUT", target).with("x-ms-blob-type", "BlockBlob").withBody("x");
  }

  private static PlainRequest find(String where, String more) {
    return PlainRequest.of("GET", "/me?comp=blobs&where=" + where.replace(" ", "%20") + more);
  }

  private static PlainRequest withKey(PlainRequest request, int number) {
    return request
        .with("x-ms-encryption-key", key(number))
        .with("x-ms-encryption-key-sha256", hash(key(number)))
        .with("x-ms-encryption-algorithm", "AES256");
  }

  private static String key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hash(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha.digest(Base64.getDecoder().decode(key)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String names(String xml) {
    StringBuilder names = new StringBuilder();
    for (String part : xml.split("<Name>", -1)) {
      if (part.contains("</Name>")) {
        names.append(part, 0, part.indexOf("</Name>")).append(' ');
      }
    }
    return names.toString().strip();
  }

  private static String marker(String xml) {
    int start = xml.indexOf("<NextMarker>");
    return start < 0
        ? ""
        : xml.substring(start + "<NextMarker>".length(), xml.indexOf("</NextMarker>"));
  }

  private int rowsOfBlobs() {
    int count = 0;
    try (var snapshot = desk.store.snapshot();
        var cursor = snapshot.scan(weftline.kv.Key.first(), java.util.Optional.empty())) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }
}
