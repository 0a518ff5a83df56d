package weftline.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TreeTest {
  private static final int ENTRIES = 10_000;

  @Test
  void keysInOrderDoNotMakeAListOfTheTree() {
    Tree tree = Tree.EMPTY;
    for (int number = 0; number < ENTRIES; number++) {
      tree = tree.with(key(number), new byte[0]);
    }
    assertThat(depth(tree)).isLessThan(50);
  }

  @Test
  void equalContentHasEqualShapeInWhateverOrderItCame() {
    Tree up = Tree.EMPTY;
    Tree down = Tree.EMPTY;
    byte[] value = {1};
    for (int number : IntStream.range(0, 500).toArray()) {
      up = up.with(key(number), value);
      down = down.with(key(500 - number), value);
    }
    assertThat(down.without(key(500)).with(key(0), value)).isEqualTo(up);
    assertThat(up.with(key(999), value).without(key(999))).isEqualTo(up);
  }

  @Test
  void aChangeLeavesTheTreeBeforeAsItWas() {
    Tree before = Tree.EMPTY.with(key(1), new byte[] {1}).with(key(2), new byte[] {2});
    Tree after = before.without(key(1)).with(key(2), new byte[] {3});
    assertThat(before.find(key(1))).hasValue(new byte[] {1});
    assertThat(before.find(key(2))).hasValue(new byte[] {2});
    assertThat(after.find(key(1))).isEmpty();
    assertThat(after.find(key(2))).hasValue(new byte[] {3});
  }

  @Test
  void theCeilingIsTheFirstKeyThatIsNotBelow() {
    Tree tree = Tree.EMPTY.with(key(2), new byte[0]).with(key(4), new byte[0]);
    assertThat(tree.ceiling(key(1)).map(Tree.Node::key)).hasValue(key(2));
    assertThat(tree.ceiling(key(2)).map(Tree.Node::key)).hasValue(key(2));
    assertThat(tree.ceiling(key(3)).map(Tree.Node::key)).hasValue(key(4));
    assertThat(tree.ceiling(key(5))).isEmpty();
  }

  private static int depth(Tree tree) {
    return switch (tree) {
      case Tree.Leaf() -> 0;
      case Tree.Node(_, _, var left, var right) -> 1 + Math.max(depth(left), depth(right));
    };
  }

  private static Key key(int number) {
    return Key.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
