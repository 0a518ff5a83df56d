package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a name and what is none.
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "web", "node-000123", "shop-1.2_3", "9lives"})
  void isAName(String text) {
    assertThat(Names.check("role", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", ".a", "_a", "a b", "a/b", "a:b", "a@b", "a[b", "a`b", "a{b", "ä"})
  void isNone(String text) {
    assertThatThrownBy(() -> Names.check("role", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("role '%s' is no name", text);
  }

  @Test
  void hasALimit() {
    assertThat(Names.isPlain("a".repeat(128))).isTrue();
    assertThat(Names.isPlain("a".repeat(129))).isFalse();
  }
}
