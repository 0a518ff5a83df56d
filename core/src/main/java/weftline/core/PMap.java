package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// A sorted map whose every version stays valid: `with` and `without` share all but one path with
/// the old. Iterates in key order, so replicas never differ by hashing.
public final class PMap<K extends Comparable<K>, V> {
  private final Tree<K, V> root;

  private PMap(Tree<K, V> root) {
    this.root = root;
  }

  public static <K extends Comparable<K>, V> PMap<K, V> empty() {
    return new PMap<>(new Leaf<K, V>());
  }

  public int size() {
    return root.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public boolean containsKey(K key) {
    return get(key).isPresent();
  }

  public Optional<V> get(K key) {
    Tree<K, V> tree = root;
    while (tree instanceof Fork<K, V> fork) {
      int order = key.compareTo(fork.key);
      if (order == 0) {
        return Optional.of(fork.value);
      }
      tree = order < 0 ? fork.left : fork.right;
    }
    return Optional.empty();
  }

  public void forEach(BiConsumer<? super K, ? super V> action) {
    visit(
        root,
        (key, value) -> {
          action.accept(key, value);
          return true;
        });
  }

  public List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    forEach((key, value) -> keys.add(key));
    return keys;
  }

  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((key, value) -> values.add(value));
    return values;
  }

  Optional<K> firstKey() {
    return root instanceof Fork<K, V> fork ? Optional.of(fork.first().key) : Optional.empty();
  }

  Optional<K> lastKey() {
    return root instanceof Fork<K, V> fork ? Optional.of(fork.last().key) : Optional.empty();
  }

  /// The first entry that is not before this key.
  Optional<Map.Entry<K, V>> ceiling(K from) {
    return above(from, true);
  }

  /// The first entry behind this key.
  Optional<Map.Entry<K, V>> higher(K from) {
    return above(from, false);
  }

  private Optional<Map.Entry<K, V>> above(K from, boolean inclusive) {
    Optional<Fork<K, V>> least = Optional.empty();
    Tree<K, V> tree = root;
    while (tree instanceof Fork<K, V> fork) {
      int order = from.compareTo(fork.key);
      if (order == 0 && inclusive) {
        return Optional.of(Map.entry(fork.key, fork.value));
      }
      if (order < 0) {
        least = Optional.of(fork);
        tree = fork.left;
      } else {
        tree = fork.right;
      }
    }
    return least.map(fork -> Map.entry(fork.key, fork.value));
  }

  PMap<K, V> with(K key, V value) {
    return of(put(root, key, value));
  }

  PMap<K, V> without(K key) {
    return of(remove(root, key));
  }

  private PMap<K, V> of(Tree<K, V> newRoot) {
    return isSame(newRoot, root) ? this : new PMap<>(newRoot);
  }

  /// Visits the entries from a key on, in order, for as long as the visitor says so.
  void scan(K from, BiPredicate<? super K, ? super V> visitor) {
    scan(root, from, visitor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PMap<?, ?> map
        && size() == map.size()
        && keys().equals(map.keys())
        && values().equals(map.values());
  }

  @Override
  public int hashCode() {
    return 31 * keys().hashCode() + values().hashCode();
  }

  @Override
  public String toString() {
    List<String> entries = new ArrayList<>(size());
    forEach((key, value) -> entries.add(key + "=" + value));
    return "{" + String.join(", ", entries) + "}";
  }

  /// Not only equal: what stays the very same need not be built again.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private static <K extends Comparable<K>, V> boolean visit(
      Tree<K, V> tree, BiPredicate<? super K, ? super V> visitor) {
    return !(tree instanceof Fork<K, V>(var left, var key, var value, var right, _, _))
        || (visit(left, visitor) && visitor.test(key, value) && visit(right, visitor));
  }

  private static <K extends Comparable<K>, V> boolean scan(
      Tree<K, V> tree, K from, BiPredicate<? super K, ? super V> visitor) {
    if (!(tree instanceof Fork<K, V>(var left, var key, var value, var right, _, _))) {
      return true;
    }
    if (from.compareTo(key) > 0) {
      return scan(right, from, visitor);
    }
    return scan(left, from, visitor) && visitor.test(key, value) && visit(right, visitor);
  }

  private static <K extends Comparable<K>, V> Tree<K, V> put(Tree<K, V> tree, K key, V value) {
    return switch (tree) {
      case Leaf<K, V> leaf -> Fork.of(leaf, key, value, leaf);
      case Fork<K, V> fork -> {
        int order = key.compareTo(fork.key);
        if (order == 0) {
          yield isSame(fork.value, value) ? fork : Fork.of(fork.left, key, value, fork.right);
        }
        yield order < 0
            ? fork.withLeft(put(fork.left, key, value))
            : fork.withRight(put(fork.right, key, value));
      }
    };
  }

  private static <K extends Comparable<K>, V> Tree<K, V> remove(Tree<K, V> tree, K key) {
    return switch (tree) {
      case Leaf<K, V> leaf -> leaf;
      case Fork<K, V> fork -> {
        int order = key.compareTo(fork.key);
        if (order == 0) {
          yield join(fork.left, fork.right);
        }
        yield order < 0
            ? fork.withLeft(remove(fork.left, key))
            : fork.withRight(remove(fork.right, key));
      }
    };
  }

  /// Every key of the left is below every key of the right.
  private static <K extends Comparable<K>, V> Tree<K, V> join(Tree<K, V> left, Tree<K, V> right) {
    return switch (right) {
      case Leaf<K, V> _ -> left;
      case Fork<K, V> fork -> {
        Fork<K, V> first = fork.first();
        yield Fork.balanced(left, first.key, first.value, remove(right, first.key));
      }
    };
  }

  /// An AVL tree: the heights of two siblings differ by at most one.
  private sealed interface Tree<K extends Comparable<K>, V> {
    int height();

    int size();
  }

  private record Leaf<K extends Comparable<K>, V>() implements Tree<K, V> {
    @Override
    public int height() {
      return 0;
    }

    @Override
    public int size() {
      return 0;
    }
  }

  private record Fork<K extends Comparable<K>, V>(
      Tree<K, V> left, K key, V value, Tree<K, V> right, int height, int size)
      implements Tree<K, V> {

    static <K extends Comparable<K>, V> Fork<K, V> of(
        Tree<K, V> left, K key, V value, Tree<K, V> right) {
      return new Fork<>(
          left,
          key,
          value,
          right,
          1 + Math.max(left.height(), right.height()),
          1 + left.size() + right.size());
    }

    static <K extends Comparable<K>, V> Fork<K, V> balanced(
        Tree<K, V> left, K key, V value, Tree<K, V> right) {
      if (left instanceof Fork<K, V> tall && left.height() > right.height() + 1) {
        Fork<K, V> up = tall.leansRight() ? tall.turnLeft() : tall;
        return of(up.left, up.key, up.value, of(up.right, key, value, right));
      }
      if (right instanceof Fork<K, V> tall && right.height() > left.height() + 1) {
        Fork<K, V> up = tall.leansLeft() ? tall.turnRight() : tall;
        return of(of(left, key, value, up.left), up.key, up.value, up.right);
      }
      return of(left, key, value, right);
    }

    Fork<K, V> withLeft(Tree<K, V> newLeft) {
      return isSame(newLeft, left) ? this : balanced(newLeft, key, value, right);
    }

    Fork<K, V> withRight(Tree<K, V> newRight) {
      return isSame(newRight, right) ? this : balanced(left, key, value, newRight);
    }

    Fork<K, V> first() {
      return left instanceof Fork<K, V> lower ? lower.first() : this;
    }

    Fork<K, V> last() {
      return right instanceof Fork<K, V> higher ? higher.last() : this;
    }

    private boolean leansLeft() {
      return left.height() > right.height();
    }

    private boolean leansRight() {
      return right.height() > left.height();
    }

    private Fork<K, V> turnLeft() {
      return right instanceof Fork<K, V> up
          ? of(of(left, key, value, up.left), up.key, up.value, up.right)
          : this;
    }

    private Fork<K, V> turnRight() {
      return left instanceof Fork<K, V> up
          ? of(up.left, up.key, up.value, of(up.right, key, value, right))
          : this;
    }
  }
}
