package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weftline.storage.Refusals.assertRefused;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Which bearer tokens open the door.
class TokenCheckTest {
  private static final Instant NOW = PlainRequest.NOW;
  private static final SignedTokens ISSUER = new SignedTokens();
  private static final String CONTRIBUTOR = "Storage Blob Data Contributor";

  private final AtomicInteger reads = new AtomicInteger();
  private final TokenCheck check =
      new TokenCheck(
          new TokenRules.Verified(
              Set.of(SignedTokens.ISSUER),
              Set.of(TokenRules.STORAGE_AUDIENCE),
              "https://login.example.org/authorize",
              this::keys));

  @Test
  void takesTokensOfTheIssuer() {
    Map<String, String> claims = SignedTokens.claims(NOW, CONTRIBUTOR);
    TokenHolder holder = new TokenHolder("user-1", "tenant-1", List.of(Role.BLOB_CONTRIBUTOR));

    assertThat(holder(ISSUER.rsa(claims))).isEqualTo(holder);
    assertThat(holder(ISSUER.elliptic(claims))).isEqualTo(holder);
  }

  @Test
  void takesOneOfSeveralAudiences() {
    assertThat(holder(changed("aud", "[\"api://other\",\"https://storage.azure.com\"]")).objectId())
        .isEqualTo("user-1");
  }

  @Test
  void refusesAnotherIssuerAudienceOrTime() {
    assertBad(changed("iss", "\"https://evil.example.org/\""));
    assertBad(changed("iss", "7"));
    assertBad(changed("aud", "\"https://management.azure.com/\""));
    assertBad(changed("aud", "[]"));
    assertBad(changed("exp", seconds(Duration.ofMinutes(-6))));
    assertBad(changed("exp", "\"soon\""));
    assertBad(changed("exp", "9223372036854775807"));
    assertBad(changed("nbf", seconds(Duration.ofMinutes(6))));
  }

  @Test
  void clocksMayDifferALittle() {
    assertThat(holder(changed("exp", seconds(Duration.ofMinutes(-4)))).tenantId())
        .isEqualTo("tenant-1");
    assertThat(holder(changed("nbf", seconds(Duration.ofMinutes(4)))).tenantId())
        .isEqualTo("tenant-1");
  }

  @Test
  void refusesOtherWaysOfSigning() {
    Map<String, String> claims = SignedTokens.claims(NOW, CONTRIBUTOR);

    assertBad(SignedTokens.unsigned("{\"alg\":\"none\"}", claims));
    assertBad(SignedTokens.unsigned("{\"alg\":\"none\",\"kid\":\"r\"}", claims));
    assertBad(SignedTokens.unsigned("{\"alg\":\"RS256\",\"kid\":\"r\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"HS256\",\"kid\":\"shared\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"HS256\",\"kid\":\"r\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"ES256\",\"kid\":\"r\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"RS256\",\"kid\":\"e\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"RS256\"}", claims));
    assertBad(ISSUER.withHeader("{\"alg\":\"RS512\",\"kid\":\"r\"}", claims));
    assertBad(new SignedTokens().rsa(claims));
  }

  @Test
  void refusesWhatWasAltered() {
    String token = ISSUER.rsa(SignedTokens.claims(NOW, "Storage Blob Data Reader"));
    String other = ISSUER.rsa(SignedTokens.claims(NOW, "Storage Blob Data Owner"));
    String[] parts = token.split("\\.", -1);

    assertBad(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]);
    assertBad(parts[0] + "." + parts[1]);
    assertBad(token + "." + parts[2]);
    assertBad("a.b.c");
    assertBad("e30.e30.");
    assertBad("");
    assertBad("x".repeat(20_000) + ".e30.e30");
  }

  @Test
  void readsTheKeysAgainWhenOneIsNotKnownButNotTooOften() {
    Map<String, String> claims = SignedTokens.claims(NOW, CONTRIBUTOR);
    String unknown = ISSUER.withHeader("{\"alg\":\"RS256\",\"kid\":\"new\"}", claims);

    holder(ISSUER.rsa(claims));
    holder(ISSUER.rsa(claims));
    assertThat(reads).hasValue(1);

    assertBad(unknown);
    assertBad(unknown);
    assertThat(reads).hasValue(1);

    assertThatThrownBy(() -> check.check(local(), unknown, NOW.plus(TokenKeys.PAUSE_MIN)))
        .isInstanceOf(StorageException.class);
    assertThat(reads).hasValue(2);

    check.check(
        local(),
        ISSUER.rsa(SignedTokens.claims(NOW.plus(TokenKeys.AGE_MAX), CONTRIBUTOR)),
        later());
    assertThat(reads).hasValue(3);
  }

  @Test
  void goesOnWithItsKeysWhenTheyCannotBeRead() {
    AtomicInteger attempts = new AtomicInteger();
    TokenKeys keys =
        new TokenKeys(() -> {
          if (attempts.incrementAndGet() > 1) {
            throw new IOException("gone");
          }
          return keys();
        });

    assertThat(keys.find("r", NOW)).isPresent();
    assertThat(keys.find("r", later())).isPresent();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void refusesAWeakOrBrokenSetOfKeys() {
    for (String set :
        List.of(
            "nothing",
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-1\",\"x\":\"AQAB\",\"y\":\"AQAB\"}]}",
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"!\",\"e\":\"AQAB\"}]}")) {
      assertThatThrownBy(() -> TokenKey.readAll(set.getBytes(StandardCharsets.UTF_8)))
          .as(set)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesTokensOverHttpsOnlyFromAfar() {
    PlainRequest far = local().from(new InetSocketAddress("192.0.2.1", 4711));
    String token = ISSUER.rsa(SignedTokens.claims(NOW, CONTRIBUTOR));

    assertRefused(StorageError.AUTHENTICATION_FAILED, () -> check.check(far, token, NOW));
  }

  @Test
  void inDevelopmentAnyTokenOfThisMachineIsGood() {
    TokenCheck development = new TokenCheck(new TokenRules.Development());
    Map<String, String> claims = SignedTokens.claims(NOW, CONTRIBUTOR);
    claims.remove("roles");
    String token = SignedTokens.unsigned("{\"alg\":\"none\"}", claims);

    assertThat(development.check(local(), token, NOW).roles()).contains(Role.values());
    assertRefused(
        StorageError.INVALID_TOKEN,
        () -> development.check(local(), token, NOW.plusSeconds(7_200)));
    assertRefused(
        StorageError.AUTHENTICATION_FAILED,
        () ->
            development.check(local().from(new InetSocketAddress("192.0.2.1", 4711)), token, NOW));
  }

  @Test
  void rolesOpenWhatTheyAreFor() {
    assertRole(
        "Storage Blob Data Owner",
        access -> {
          access.requireOwner();
          access.require(Level.OBJECT, "t");
          access.requireAccount(Level.SERVICE, "w");
        });
    assertRole(
        "storage blob data contributor",
        access -> {
          access.require(Level.OBJECT, "w");
          access.requireAccount(Level.CONTAINER, "c");
          assertThat(access.allows(Level.SERVICE, "w")).isFalse();
          assertThat(access.allows(Level.OBJECT, "t")).isFalse();
          assertRefused(StorageError.AUTHORIZATION_PERMISSION_MISMATCH, access::requireOwner);
        });
    assertRole(
        "Storage Blob Data Reader",
        access -> {
          access.require(Level.OBJECT, "r");
          assertThat(access.allows(Level.OBJECT, "wdacx")).isFalse();
        });
    assertRole(
        "Storage Queue Data Message Sender",
        access -> {
          access.require(Level.OBJECT, "a");
          assertThat(access.allows(Level.OBJECT, "rp")).isFalse();
        });
    assertRole("Owner", access -> assertThat(access.allows(Level.OBJECT, "r")).isFalse());
  }

  private void assertRole(String role, Consumer<Access> expected) {
    expected.accept(new Access.Bearer(holder(ISSUER.rsa(SignedTokens.claims(NOW, role)))));
  }

  private String changed(String claim, String value) {
    Map<String, String> claims = SignedTokens.claims(NOW, CONTRIBUTOR);
    claims.put(claim, value);
    return ISSUER.rsa(claims);
  }

  private static String seconds(Duration afterNow) {
    return Long.toString(NOW.plus(afterNow).getEpochSecond());
  }

  private static Instant later() {
    return NOW.plus(TokenKeys.AGE_MAX).plus(TokenKeys.PAUSE_MIN);
  }

  private void assertBad(String token) {
    assertRefused(StorageError.INVALID_TOKEN, () -> holder(token));
  }

  private TokenHolder holder(String token) {
    return check.check(local(), token, NOW);
  }

  private static PlainRequest local() {
    return PlainRequest.of("GET", "/mine/c");
  }

  private byte[] keys() {
    reads.incrementAndGet();
    return ISSUER.keys().getBytes(StandardCharsets.UTF_8);
  }
}
