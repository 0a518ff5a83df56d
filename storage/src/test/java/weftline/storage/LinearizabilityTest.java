package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import weftline.storage.Linearizability.Operation;

/// The checker finds what is wrong with the use of a number that is written and read, and nothing
/// else.
final class LinearizabilityTest {
  private static final int HISTORIES = 1_000;
  private static final int OPERATIONS = 6;

  @Test
  void anOldNumberMayBeReadWhileANewOneIsWritten() {
    assertThat(unexplained(write(1, 2, 1), write(3, 8, 2), read(4, 5, 1), read(6, 7, 2))).isEmpty();
  }

  @Test
  void noOldNumberIsReadAfterANewOne() {
    Operation<Use> stale = read(6, 7, 1);
    assertThat(unexplained(write(1, 2, 1), write(3, 8, 2), read(4, 5, 2), stale)).contains(stale);
  }

  @Test
  void noOldNumberIsReadAfterTheWriteHasEnded() {
    assertThat(unexplained(write(1, 2, 1), write(3, 4, 2), read(5, 6, 1))).hasSize(1);
  }

  @Test
  void aNumberThatNobodyHasWrittenIsFound() {
    assertThat(unexplained(write(1, 4, 1), read(2, 3, 9))).isNotEmpty();
  }

  @Test
  void nothingIsInOrder() {
    assertThat(unexplained()).isEmpty();
  }

  @Test
  void agreesWithTryingEveryOrder() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    int right = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Operation<Use>> history = history(random);
      boolean found = Linearizability.unexplained(LinearizabilityTest::after, 0, history).isEmpty();
      assertThat(found).as("history %s", history).isEqualTo(someOrder(0, history));
      right += found ? 1 : 0;
    }
    assertThat(right).isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
  }

  /// Slow, and plainly right: tries each operation that none of the others precedes.
  private static boolean someOrder(int state, List<Operation<Use>> left) {
    return left.isEmpty()
        || left.stream()
            .filter(first -> left.stream().noneMatch(other -> other.answered() < first.invoked()))
            .anyMatch(first -> {
              List<Operation<Use>> rest = new ArrayList<>(left);
              rest.remove(first);
              return after(state, first.event()).filter(next -> someOrder(next, rest)).isPresent();
            });
  }

  private static List<Operation<Use>> history(RandomGenerator random) {
    List<Operation<Use>> history = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      int invoked = 2 * random.nextInt(20);
      int answered = invoked + 1 + 2 * random.nextInt(10);
      history.add(
          new Operation<>(invoked, answered, new Use(random.nextBoolean(), 1 + random.nextInt(2))));
    }
    return history;
  }

  @SafeVarargs
  private static List<Operation<Use>> unexplained(Operation<Use>... history) {
    List<Operation<Use>> all = new ArrayList<>();
    for (Operation<Use> operation : history) {
      all.add(operation);
    }
    return Linearizability.unexplained(LinearizabilityTest::after, 0, all);
  }

  private static Optional<Integer> after(int state, Use use) {
    return use.writes() || use.number() == state ? Optional.of(use.number()) : Optional.empty();
  }

  private static Operation<Use> write(int invoked, int answered, int number) {
    return new Operation<>(invoked, answered, new Use(true, number));
  }

  private static Operation<Use> read(int invoked, int answered, int number) {
    return new Operation<>(invoked, answered, new Use(false, number));
  }

  /// A write of a number, or a read that has found it.
  private record Use(boolean writes, int number) {}
}
