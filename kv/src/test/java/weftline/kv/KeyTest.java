package weftline.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTest {
  private static final Key LOW = Key.of(new byte[] {1, 2});
  private static final Key HIGH = Key.of(new byte[] {(byte) 0x80});

  @Test
  void bytesSortUnsigned() {
    assertThat(List.of(Key.first(), LOW, HIGH)).isSorted();
  }

  @Test
  void nothingStandsBetweenAKeyAndItsNext() {
    assertThat(List.of(LOW, LOW.next(), Key.of(new byte[] {1, 2, 0, 0}))).isSorted();
    assertThat(LOW.next()).isEqualTo(Key.of(new byte[] {1, 2, 0}));
  }

  @Test
  void changingTheArrayDoesNotChangeTheKey() {
    byte[] bytes = {1, 2};
    Key key = Key.of(bytes);
    bytes[0] = 9;
    key.bytes()[1] = 9;
    assertThat(key).isEqualTo(LOW).hasSameHashCodeAs(LOW).hasToString("0102");
  }
}
