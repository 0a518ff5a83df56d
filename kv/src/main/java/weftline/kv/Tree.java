package weftline.kv;

import java.util.Optional;

/// An immutable ordered map: a treap whose priorities come from the keys, so equal content has
/// equal shape. Every change shares all but O(log n) nodes with the tree before.
sealed interface Tree {
  Tree EMPTY = new Leaf();

  Optional<byte[]> find(Key key);

  /// The entry with the lowest key that is not below `from`.
  Optional<Node> ceiling(Key from);

  Tree with(Key key, byte[] value);

  Tree without(Key key);

  /// Splits into what is below the key and what is not.
  Halves split(Key key);

  /// Joins with a tree whose keys are all above.
  Tree join(Tree right);

  /// Two trees, all keys of the first below all of the second.
  record Halves(Tree below, Tree above) {}

  /// Nothing.
  record Leaf() implements Tree {
    @Override
    public Optional<byte[]> find(Key key) {
      return Optional.empty();
    }

    @Override
    public Optional<Node> ceiling(Key from) {
      return Optional.empty();
    }

    @Override
    public Tree with(Key key, byte[] value) {
      return new Node(key, value, EMPTY, EMPTY);
    }

    @Override
    public Tree without(Key key) {
      return this;
    }

    @Override
    public Halves split(Key key) {
      return new Halves(EMPTY, EMPTY);
    }

    @Override
    public Tree join(Tree right) {
      return right;
    }
  }

  /// One entry between all lower and all higher ones; its priority is not below theirs.
  record Node(Key key, byte[] value, Tree left, Tree right) implements Tree {
    @Override
    public Optional<byte[]> find(Key wanted) {
      int order = wanted.compareTo(key);
      if (order == 0) {
        return Optional.of(value);
      }
      return order < 0 ? left.find(wanted) : right.find(wanted);
    }

    @Override
    public Optional<Node> ceiling(Key from) {
      if (key.compareTo(from) < 0) {
        return right.ceiling(from);
      }
      Optional<Node> lower = left.ceiling(from);
      return lower.isPresent() ? lower : Optional.of(this);
    }

    @Override
    public Tree with(Key added, byte[] addedValue) {
      int order = added.compareTo(key);
      if (order == 0) {
        return new Node(key, addedValue, left, right);
      }
      if (outranks(added, key)) {
        Halves halves = split(added);
        return new Node(added, addedValue, halves.below(), halves.above());
      }
      return order < 0
          ? new Node(key, value, left.with(added, addedValue), right)
          : new Node(key, value, left, right.with(added, addedValue));
    }

    @Override
    public Tree without(Key removed) {
      int order = removed.compareTo(key);
      if (order == 0) {
        return left.join(right);
      }
      return order < 0
          ? new Node(key, value, left.without(removed), right)
          : new Node(key, value, left, right.without(removed));
    }

    @Override
    public Halves split(Key at) {
      if (key.compareTo(at) < 0) {
        Halves halves = right.split(at);
        return new Halves(new Node(key, value, left, halves.below()), halves.above());
      }
      Halves halves = left.split(at);
      return new Halves(halves.below(), new Node(key, value, halves.above(), right));
    }

    @Override
    public Tree join(Tree other) {
      return switch (other) {
        case Leaf() -> this;
        case Node node when outranks(key, node.key) -> new Node(key, value, left, right.join(node));
        case Node node -> new Node(node.key, node.value, join(node.left), node.right);
      };
    }

    /// Whether a node of this key stands above one of the other.
    private static boolean outranks(Key key, Key other) {
      int order = Integer.compareUnsigned(key.priority(), other.priority());
      return order > 0 || (order == 0 && key.compareTo(other) < 0);
    }
  }
}
