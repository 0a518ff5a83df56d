package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BagTest {
  private final Bag<Integer> bag = Bag.<Integer>empty().with(3).with(1).with(3).with(2);

  @Test
  void knowsItsEnds() {
    assertThat(bag.least()).contains(1);
    assertThat(bag.greatest()).contains(3);
    assertThat(Bag.<Integer>empty().least()).isEmpty();
    assertThat(Bag.<Integer>empty().greatest()).isEmpty();
  }

  @Test
  void lastOfItsKindLeavesNothingBehind() {
    assertThat(bag.without(3).greatest()).contains(3);
    assertThat(bag.without(3).without(3).greatest()).contains(2);
    assertThat(bag.without(1).without(2).without(3).without(3)).isEqualTo(Bag.<Integer>empty());
  }
}
