package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PSetTest {
  private final PSet<Integer> set = PSet.<Integer>empty().with(5, true).with(1, true).with(3, true);

  @Test
  void takesMembersForAsLongAsTheyPass() {
    assertThat(set.takeWhile(member -> member < 4)).containsExactly(1, 3);
    assertThat(set.takeWhile(2, member -> member < 9)).containsExactly(3, 5);
    assertThat(set.takeWhile(member -> member > 1)).isEmpty();
    assertThat(PSet.<Integer>empty().takeWhile(_ -> true)).isEmpty();
  }

  @Test
  void knowsItsFirst() {
    assertThat(set.first()).contains(1);
    assertThat(set.with(1, false).first()).contains(3);
    assertThat(PSet.<Integer>empty().first()).isEmpty();
  }
}
