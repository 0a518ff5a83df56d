package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountKeyTest {
  private final AccountKey key = AccountKey.of(Accounts.DEVELOPMENT_KEY);
  private final AccountKey other = AccountKey.of("bm90IHRoZSBrZXk=");

  @Test
  void signsAlikeEachTime() {
    assertThat(key.sign("text")).isEqualTo(key.sign("text")).isNotEqualTo(other.sign("text"));
  }

  @Test
  void aRememberedSignatureIsStillTheOnlyOne() {
    String right = key.sign("text");

    assertThat(key.hasIssued("text", other.sign("text"))).isFalse();
    assertThat(key.hasIssued("text", right)).isTrue();
    assertThat(key.hasIssued("text", right)).isTrue();
    assertThat(key.hasIssued("text", other.sign("text"))).isFalse();
    assertThat(key.hasIssued("text", "")).isFalse();
    assertThat(key.hasIssued("other text", right)).isFalse();
  }

  @Test
  void oneKeyDoesNotRememberForAnother() {
    String right = key.sign("text");
    assertThat(key.hasIssued("text", right)).isTrue();

    assertThat(other.hasIssued("text", right)).isFalse();
    assertThat(AccountKey.of(Accounts.DEVELOPMENT_KEY).hasIssued("text", right)).isTrue();
  }

  @Test
  void forgettingDoesNoHarm() {
    assertThat(
            IntStream.range(0, 3_000)
                .mapToObj(i -> "text" + i)
                .allMatch(text -> key.hasIssued(text, key.sign(text))))
        .isTrue();
    String longText = "long".repeat(1_000);
    assertThat(key.hasIssued(longText, key.sign(longText))).isTrue();
    assertThat(key.hasIssued(longText, key.sign("text"))).isFalse();
  }
}
