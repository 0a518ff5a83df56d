package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a signature covers, and what it does not whatever its holder writes into the request.
class SasCheckTest {
  private static final Instant NOW = PlainRequest.NOW;
  private static final String TOMORROW = "2026-02-01T10:00:00Z";
  private static final AccountKey KEY = AccountKey.of("c2VjcmV0");

  private final Map<String, StoredPolicy> policies = new TreeMap<>();

  @Test
  void aPolicyFillsWhatTheSignatureLeavesOut() {
    policies.put("readers", policy("", TOMORROW, "r"));
    String query = blob("/c/b", "sr=b&si=readers");

    Access access = judge("/mine/c/b?" + query);

    assertThat(access.allows(Level.OBJECT, "r")).isTrue();
    assertThat(access.allows(Level.OBJECT, "w")).isFalse();
  }

  @Test
  void aPolicyCanLeavePermissionsToTheSignature() {
    policies.put("until", policy("", TOMORROW, ""));

    assertThat(judge("/mine/c/b?" + blob("/c/b", "sr=b&sp=rd&si=until")).allows(Level.OBJECT, "d"))
        .isTrue();
  }

  @Test
  void aFieldInBothIsRefused() {
    policies.put("readers", policy("", TOMORROW, "r"));

    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&sp=rw&si=readers"));
    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&se=2026-03-01&si=readers"));
  }

  @Test
  void aPolicyThatChangesOrGoesChangesItsSignatures() {
    policies.put("readers", policy("", TOMORROW, "r"));
    String target = "/mine/c/b?" + blob("/c/b", "sr=b&si=readers");
    assertThat(judge(target).allows(Level.OBJECT, "r")).isTrue();

    policies.put("readers", policy("", "2026-01-31T09:59:59Z", "r"));
    assertFailed(target);

    policies.put("readers", policy("2026-01-31T10:00:01Z", TOMORROW, "r"));
    assertFailed(target);

    policies.clear();
    assertFailed(target);
  }

  @Test
  void aPolicyWithoutAnExpiryNeedsOneInTheSignature() {
    policies.put("any", new StoredPolicy(Optional.empty(), Optional.empty(), Optional.of("r")));

    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&si=any"));
    assertThat(
            judge("/mine/c/b?" + blob("/c/b", "sr=b&se=" + TOMORROW + "&si=any"))
                .allows(Level.OBJECT, "r"))
        .isTrue();
  }

  @Test
  void aSignatureForAnAccountHasNoPolicy() {
    policies.put("readers", policy("", TOMORROW, "r"));

    assertFailed("/mine/c/b?" + account("si=readers"));
  }

  @Test
  void everyVersionHasItsText() {
    for (String version :
        List.of(
            "2012-02-12",
            "2013-08-15",
            "2014-02-14",
            "2015-02-21",
            "2015-04-05",
            "2018-11-09",
            "2020-12-06",
            "2026-10-06",
            "2999-01-01")) {
      String query = signed(version, "/mine/c/b", "sr=b&sp=r&se=" + TOMORROW);

      assertThat(judge("/mine/c/b?" + query).allows(Level.OBJECT, "r")).as(version).isTrue();
    }
  }

  @Test
  void aVersionThatIsAlteredIsRefused() {
    String query = blob("/c/b", "sr=b&sp=r&se=" + TOMORROW);

    assertFailed("/mine/c/b?" + query.replace("sv=2020-12-06", "sv=2012-02-12"));
    assertFailed("/mine/c/b?" + query.replace("sv=2020-12-06", "sv=zzzz"));
    assertFailed("/mine/c/b?" + query.replace("sv=2020-12-06", "sv="));
  }

  @Test
  void aTimeCanBeADayOrHaveNoSeconds() {
    for (String expiry : List.of("2026-02-01", "2026-01-31T10:01Z", "2026-01-31T10:00:00.1Z")) {
      assertThat(
              judge("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&se=" + expiry))
                  .allows(Level.OBJECT, "r"))
          .as(expiry)
          .isTrue();
    }
    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&se=tomorrow"));
    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&sp=r"));
  }

  @Test
  void orderOfParametersDoesNotMatterButRepetitionDoes() {
    String query = blob("/c/b", "sr=b&sp=r&se=" + TOMORROW);
    List<String> parts = new ArrayList<>(List.of(query.split("&")));

    assertThat(judge("/mine/c/b?" + String.join("&", parts.reversed())).allows(Level.OBJECT, "r"))
        .isTrue();
    assertFailed("/mine/c/b?" + query + "&sp=rwd");
    assertFailed("/mine/c/b?sp=rwd&" + query);
    assertFailed("/mine/c/b?" + query + "&SP=rwd");
  }

  @Test
  void linesCannotBeMovedFromOneFieldToAnother() {
    String query = blob("/c/b", "sr=b&sp=r&se=" + TOMORROW);

    assertFailed("/mine/c/b?" + query + "&si=" + encoded("\n"));
    assertFailed("/mine/c/b" + encoded("\n") + "?" + query);
  }

  @Test
  void aSnapshotIsNotItsBlob() {
    String snapshot = "2026-01-01T00:00:00.0000000Z";
    String base = blob("/c/b", "sr=b&sp=rw&se=" + TOMORROW);
    String one = blob("/c/b", "sr=bs&sp=rwd&snapshot=" + snapshot + "&se=" + TOMORROW);
    String without = one.replace("&snapshot=" + encoded(snapshot), "");

    Access access = judge("/mine/c/b?" + one);

    assertThat(access.allows(Level.OBJECT, "d")).isTrue();
    assertThat(access.allows(Level.OBJECT, "w")).isFalse();
    assertFailed("/mine/c/b?" + base + "&snapshot=" + encoded(snapshot));
    assertFailed("/mine/c/b?" + base + "&versionid=" + encoded(snapshot));
    assertFailed("/mine/c/b?" + without);
    assertFailed("/mine/c/b?" + without + "&snapshot=2026-01-02");
    assertFailed("/mine/c/b?" + without + "&versionid=" + encoded(snapshot));
    assertFailed("/mine/c/b?" + one + "&versionid=" + encoded(snapshot));
  }

  @Test
  void aVersionIsNotItsBlob() {
    String query = blob("/c/b", "sr=bv&sp=r&versionid=v1&se=" + TOMORROW);

    assertThat(judge("/mine/c/b?" + query).allows(Level.OBJECT, "r")).isTrue();
    assertFailed("/mine/c/b?" + query.replace("versionid=v1", "versionid=v2"));
    assertFailed("/mine/c/b?" + query.replace("&versionid=v1", ""));
    assertFailed("/mine/c/b?" + query.replace("versionid=v1", "snapshot=v1"));
  }

  @Test
  void aContainerCoversItsSnapshotsAndVersions() {
    String query = blob("/c", "sr=c&sp=r&se=" + TOMORROW);

    assertThat(judge("/mine/c/b?" + query + "&snapshot=s").allows(Level.OBJECT, "r")).isTrue();
    assertThat(judge("/mine/c/b?" + query + "&versionid=v").allows(Level.OBJECT, "r")).isTrue();
  }

  @Test
  void aContainerIsNotTheRootBlobOfItsName() {
    String query = signed("2015-04-05", "/mine/c", "sr=c&sp=rw&se=" + TOMORROW);
    String altered = query.replace("sr=c", "sr=b");

    assertThat(judge("/mine/c?restype=container&" + query).allows(Level.CONTAINER, "r")).isTrue();
    assertFailed("/mine/c?" + query);
    assertFailed("/mine/c?" + altered);
    assertFailed("/mine/c?restype=root&" + altered);
    assertThat(judge("/mine/c?restype=container&" + altered).allows(Level.CONTAINER, "r"))
        .isFalse();
    assertThat(
            judge("/mine/c?" + blob("/$root/c", "sr=b&sp=r&se=" + TOMORROW))
                .allows(Level.OBJECT, "r"))
        .isTrue();
  }

  @Test
  void foldersAreNotSigned() {
    assertFailed("/mine/c/d/b?" + blob("/c/d", "sr=d&sdd=1&sp=r&se=" + TOMORROW));
  }

  @Test
  void anotherAccountIsNotCovered() {
    String query = blob("/c/b", "sr=b&sp=r&se=" + TOMORROW);

    assertFailed("/you/c/b?" + query);
    assertFailed("/mine//c/b?" + query);
    assertFailed("/mine/c/./b?" + query);
    assertFailed("/mine/c/d/../b?" + query);
    assertFailed("/mine/c/%2e%2e/c/b?" + query);
    assertFailed("/mine/c\\b?" + query);
    assertThat(judge("/mine/c%2Fb?" + query).allows(Level.OBJECT, "r")).isTrue();
  }

  @Test
  void addressesOfBothKinds() {
    String four = "/mine/c/b?" + blob("/c/b", "sr=b&sp=r&sip=10.0.0.1-10.0.0.9&se=" + TOMORROW);
    String six =
        "/mine/c/b?" + blob("/c/b", "sr=b&sp=r&sip=2001:db8::1-2001:db8::9&se=" + TOMORROW);

    assertThat(judge(four, "10.0.0.5").allows(Level.OBJECT, "r")).isTrue();
    assertThat(judge(six, "2001:db8::5").allows(Level.OBJECT, "r")).isTrue();
    assertElsewhere(four, "10.0.0.10");
    assertElsewhere(four, "2001:db8::5");
    assertElsewhere(six, "2001:db8::10");
    assertElsewhere(six, "32.1.13.184");
    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&sip=here&se=" + TOMORROW));
  }

  @Test
  void protocols() {
    assertThat(
            judge("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&spr=https,http&se=" + TOMORROW))
                .allows(Level.OBJECT, "r"))
        .isTrue();
    assertFailed("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&spr=http&se=" + TOMORROW));
    assertRefused(
        StorageError.AUTHORIZATION_PROTOCOL_MISMATCH,
        () -> judge("/mine/c/b?" + blob("/c/b", "sr=b&sp=r&spr=https&se=" + TOMORROW)));
  }

  private static StoredPolicy policy(String start, String expiry, String permissions) {
    return new StoredPolicy(
        WireTimes.parseIso(start), WireTimes.parseIso(expiry), Optional.of(permissions));
  }

  private static String blob(String path, String fields) {
    return signed("2020-12-06", "/mine" + path, fields);
  }

  private static String signed(String version, String resource, String fields) {
    String query = "sv=" + version + "&" + escaped(fields);
    String text = SasFields.of(Parameters.parse(query)).serviceText(ServiceKind.BLOB, resource);
    return query + "&sig=" + encoded(KEY.sign(text));
  }

  private static String account(String fields) {
    String query = "sv=2020-12-06&ss=b&srt=sco&sp=r&se=" + escaped(TOMORROW + "&" + fields);
    String text = SasFields.of(Parameters.parse(query)).accountText("mine");
    return query + "&sig=" + encoded(KEY.sign(text));
  }

  private static String escaped(String fields) {
    return fields.replace(":", "%3A");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void assertFailed(String target) {
    assertRefused(StorageError.AUTHENTICATION_FAILED, () -> judge(target));
  }

  private void assertElsewhere(String target, String address) {
    assertRefused(StorageError.AUTHORIZATION_SOURCE_IP_MISMATCH, () -> judge(target, address));
  }

  private Access judge(String target) {
    return judge(target, "127.0.0.1");
  }

  private Access judge(String target, String address) {
    PlainRequest request =
        PlainRequest.of("GET", target).from(new InetSocketAddress(address, 4711));
    Accounts accounts = new Accounts(Map.of("you", List.of(AccountKey.of("b3RoZXI="))));
    return new Authenticator(
            ServiceKind.BLOB,
            accounts.with("mine", KEY),
            (_, _, _, id) -> Optional.ofNullable(policies.get(id)))
        .authenticate(
            request, Target.of(request.rawPath()), Parameters.parse(request.rawQuery()), NOW);
  }
}
