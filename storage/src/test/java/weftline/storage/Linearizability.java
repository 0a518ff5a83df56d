package weftline.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether what several clients have seen of one object could have come from using it one after the
/// other, in an order that keeps what had ended before something else began.
///
/// The search is the one of J. M. Wing and C. Gong, "Testing and Verifying Concurrent Objects"
/// (Journal of Parallel and Distributed Computing 17, 1993): whatever began before the first end
/// among those that are left may come next. As in G. Lowe, "Testing for linearizability"
/// (Concurrency and Computation: Practice and Experience 29(4), 2017), it never looks twice at the
/// same operations with the same state behind them. Histories are checked for each object by
/// itself, which is enough (M. Herlihy and J. Wing, "Linearizability", TOPLAS 12(3), 1990).
///
/// @param <S> a state of the object, with a proper `equals`
/// @param <E> an operation with its answer
public final class Linearizability<S, E> {
  /// A search this long says that the test asks for too much, not that the history is wrong.
  static final int CONFIGURATIONS_MAX = 1_000_000;

  private final Model<S, E> model;
  private final List<Operation<E>> operations;
  private final Set<Configuration<S>> seen = new HashSet<>();
  private final Deque<Configuration<S>> open = new ArrayDeque<>();

  private Linearizability(Model<S, E> model, List<Operation<E>> history) {
    this.model = model;
    this.operations =
        history.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
  }

  /// The operations of which none can come next where the search got furthest; none if the history
  /// is linearizable.
  public static <S, E> List<Operation<E>> unexplained(
      Model<S, E> model, S start, List<Operation<E>> history) {
    return new Linearizability<>(model, history).search(start);
  }

  private List<Operation<E>> search(S start) {
    Configuration<S> furthest = new Configuration<>(new BitSet(), start);
    reach(furthest);
    while (!open.isEmpty()) {
      Configuration<S> current = open.pop();
      if (current.size() > furthest.size()) {
        furthest = current;
      }
      if (current.size() == operations.size()) {
        return List.of();
      }
      for (int index : candidates(current.done())) {
        model
            .after(current.state(), operations.get(index).event())
            .ifPresent(state -> reach(current.with(index, state)));
      }
    }
    return candidates(furthest.done()).stream().map(operations::get).toList();
  }

  private void reach(Configuration<S> configuration) {
    if (seen.add(configuration)) {
      open.push(configuration);
    }
    if (seen.size() > CONFIGURATIONS_MAX) {
      throw new IllegalStateException("The search was given up; use fewer operations at a time.");
    }
  }

  /// Those that began before the first end among those that are left.
  private List<Integer> candidates(BitSet done) {
    List<Integer> found = new ArrayList<>();
    long firstEnd = Long.MAX_VALUE;
    int index = done.nextClearBit(0);
    while (index < operations.size() && operations.get(index).invoked() < firstEnd) {
      found.add(index);
      firstEnd = Math.min(firstEnd, operations.get(index).answered());
      index = done.nextClearBit(index + 1);
    }
    return found;
  }

  /// What the object should do, one operation after the other.
  @FunctionalInterface
  public interface Model<S, E> {
    /// The state behind the operation; empty if its answer is wrong in this state.
    Optional<S> after(S state, E event);
  }

  /// An operation between two moments of a clock that all clients share.
  ///
  /// @param answered when the client had all of the answer; later than `invoked`
  public record Operation<E>(long invoked, long answered, E event) {}

  /// A place in the search: what has been put in order, and the state behind it.
  private record Configuration<S>(BitSet done, S state) {
    int size() {
      return done.cardinality();
    }

    Configuration<S> with(int index, S next) {
      BitSet more = (BitSet) done.clone();
      more.set(index);
      return new Configuration<>(more, next);
    }
  }
}
