package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.storage.Refusals.assertRefused;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who gets in with a key, and who does not.
class AuthenticatorTest {
  private static final Instant NOW = PlainRequest.NOW;
  private static final AccountKey FIRST = key("first");
  private static final AccountKey SECOND = key("second");

  private final Accounts accounts = Accounts.development().with("mine", FIRST, SECOND);

  @Test
  void takesBothKeysAndBothSchemes() {
    PlainRequest request = request("/mine/c?comp=list");
    StringToSign text = text(request);
    String full = text.full(HeaderOrder.BY_LETTER);

    assertThat(access(request, "SharedKey mine:" + FIRST.sign(full))).isEqualTo(new Access.Owner());
    assertThat(access(request, "SharedKey mine:" + SECOND.sign(full)))
        .isEqualTo(new Access.Owner());
    assertThat(access(request, "SharedKeyLite mine:" + FIRST.sign(text.lite(HeaderOrder.BY_CODE))))
        .isEqualTo(new Access.Owner());
  }

  @Test
  void takesTheTextsOfTables() {
    PlainRequest request = request("/mine/Tables");
    StringToSign text = text(request);

    assertThat(table(request, "SharedKey mine:" + FIRST.sign(text.table())))
        .isEqualTo(new Access.Owner());
    assertThat(table(request, "SharedKeyLite mine:" + FIRST.sign(text.tableLite())))
        .isEqualTo(new Access.Owner());
  }

  @Test
  void takesAClientThatIsNewerThanTheServer() {
    PlainRequest request = request("/mine/c").with("x-ms-version", "2999-01-01");
    String signature = FIRST.sign(text(request).full(HeaderOrder.BY_CODE));

    assertThat(access(request, "SharedKey mine:" + signature)).isEqualTo(new Access.Owner());
  }

  @Test
  void refusesAWrongKeyAndAnAlteredRequest() {
    PlainRequest request = request("/mine/c");
    String full = text(request).full(HeaderOrder.BY_CODE);
    String stranger = "SharedKey mine:" + key("other").sign(full);
    String good = "SharedKey mine:" + FIRST.sign(full);

    assertRefused(StorageError.AUTHENTICATION_FAILED, () -> access(request, stranger));
    assertRefused(StorageError.AUTHENTICATION_FAILED, () -> access(request("/mine/other"), good));
  }

  @Test
  void refusesAnAccountThatIsNotTheOneOfThePath() {
    PlainRequest request = request("/other/c");
    String signature = FIRST.sign(text(request).full(HeaderOrder.BY_CODE));

    assertRefused(
        StorageError.AUTHENTICATION_FAILED, () -> access(request, "SharedKey mine:" + signature));
  }

  @Test
  void refusesAnAccountThatNobodyKnows() {
    PlainRequest request = request("/nobody/c");
    String signature = FIRST.sign(text(request).full(HeaderOrder.BY_CODE));

    assertRefused(
        StorageError.AUTHENTICATION_FAILED, () -> access(request, "SharedKey nobody:" + signature));
  }

  @Test
  void refusesADateThatIsFarOff() {
    for (Instant date : new Instant[] {minutes(-16), minutes(16)}) {
      PlainRequest request =
          PlainRequest.of("GET", "/mine/c").with("x-ms-date", WireTimes.http(date));
      String signature = FIRST.sign(text(request).full(HeaderOrder.BY_CODE));

      assertRefused(
          StorageError.AUTHENTICATION_FAILED, () -> access(request, "SharedKey mine:" + signature));
    }
  }

  @Test
  void refusesARequestWithoutADate() {
    PlainRequest request = PlainRequest.of("GET", "/mine/c");
    String signature = FIRST.sign(text(request).full(HeaderOrder.BY_CODE));

    assertRefused(
        StorageError.AUTHENTICATION_FAILED, () -> access(request, "SharedKey mine:" + signature));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    PlainRequest request = request("/mine/c").with("x-ms-version", "2021-12-02");

    assertRefused(StorageError.NO_AUTHENTICATION_INFORMATION, () -> access(request, ""));
    assertRefused(StorageError.INVALID_AUTHENTICATION_INFO, () -> access(request, "SharedKey"));
    assertRefused(
        StorageError.INVALID_AUTHENTICATION_INFO, () -> access(request, "Basic mine:abc"));
  }

  @Test
  void keepsTheDevelopmentAccountOnTheMachine() {
    PlainRequest request =
        request("/devstoreaccount1/c").from(new InetSocketAddress("192.0.2.1", 4711));
    String signature =
        AccountKey.of(Accounts.DEVELOPMENT_KEY)
            .sign(
                new StringToSign(request, "devstoreaccount1", Parameters.parse(""))
                    .full(HeaderOrder.BY_CODE));

    assertRefused(
        StorageError.AUTHENTICATION_FAILED,
        () -> access(request, "SharedKey devstoreaccount1:" + signature));
  }

  @Test
  void neverShowsAKey() {
    assertThat(accounts.toString()).doesNotContain(Accounts.DEVELOPMENT_KEY);
    assertThat(new Sas("mine", FIRST).toString()).contains("AccountKey[secret]");
  }

  @Test
  void refusesAccountsThatCannotBe() {
    assertThatThrownBy(() -> new Accounts(Map.of("Me!", List.of(FIRST))))
        .hasMessageContaining("'Me!'");
    assertThatThrownBy(() -> accounts.with("you")).hasMessageContaining("at least one key");
  }

  private Access access(PlainRequest request, String authorization) {
    return authenticate(ServiceKind.BLOB, request, authorization);
  }

  private Access table(PlainRequest request, String authorization) {
    return authenticate(ServiceKind.TABLE, request, authorization);
  }

  private Access authenticate(ServiceKind kind, PlainRequest request, String authorization) {
    PlainRequest signed = request.with("Authorization", authorization);
    return new Authenticator(kind, accounts, StoredPolicies.NONE)
        .authenticate(
            signed, Target.of(signed.rawPath()), Parameters.parse(signed.rawQuery()), NOW);
  }

  private static PlainRequest request(String target) {
    return PlainRequest.of("GET", target)
        .with("x-ms-date", WireTimes.http(minutes(14)))
        .with("x-ms-meta-a_b", "1")
        .with("x-ms-meta-a1", "2");
  }

  private static StringToSign text(PlainRequest request) {
    return new StringToSign(request, "mine", Parameters.parse(request.rawQuery()));
  }

  private static Instant minutes(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static AccountKey key(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return AccountKey.of(Base64.getEncoder().encodeToString(bytes));
  }
}
