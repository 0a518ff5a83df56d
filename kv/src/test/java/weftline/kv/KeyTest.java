package weftline.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeyTest {
  @Test
  void textsOfAKeySortPartByPart() {
    List<Key> sorted =
        Stream.of("", "\0", "\0\0", "\0a", "\1", "a", "a\0", "a\0b", "aa", "b", "ä")
            .flatMap(first -> Stream.of("", "\0", "z").map(second -> key(first, second)))
            .toList();
    assertThat(sorted).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void numbersSortByValue() {
    assertThat(
            Stream.of(Long.MIN_VALUE, -1L, 0L, 1L, 256L, Long.MAX_VALUE)
                .map(number -> KeyWriter.start().number(number).key())
                .toList())
        .isSorted();
  }

  @Test
  void whatIsWrittenCanBeRead() {
    KeyReader reader =
        KeyReader.of(KeyWriter.start().kind('q').text("a\0b").number(-7).text("").key());
    assertThat(reader.kind()).isEqualTo('q');
    assertThat(reader.text()).isEqualTo("a\0b");
    assertThat(reader.number()).isEqualTo(-7);
    assertThat(reader.text()).isEmpty();
  }

  @Test
  void textsCanBeLeftOut() {
    for (String text : List.of("", "\0", "\0\1", "a\0b", "ä", "\1")) {
      KeyReader reader = KeyReader.of(KeyWriter.start().text(text).number(7).key());
      reader.skipText();
      assertThat(reader.number()).isEqualTo(7);
    }
  }

  @Test
  void theEndOfAPrefixFollowsEverythingThatStartsWithIt() {
    Key prefix = Key.of(new byte[] {1, (byte) 0xff});
    assertThat(prefix.afterPrefix()).hasValue(Key.of(new byte[] {2}));
    assertThat(Key.of(new byte[] {(byte) 0xff}).afterPrefix()).isEmpty();
    assertThat(Key.of(new byte[] {1, (byte) 0xff, 9}).startsWith(prefix)).isTrue();
    assertThat(Key.of(new byte[] {1}).startsWith(prefix)).isFalse();
  }

  private static Key key(String first, String second) {
    return KeyWriter.start().text(first).text(second).key();
  }
}
