package weftline.kv;

import java.util.Optional;

/// Walks over a tree by asking for the next higher key, O(log n) each.
final class TreeCursor implements KeyValueStore.Cursor {
  private final Tree tree;
  private final Optional<Key> to;
  private Key from;
  private Optional<Tree.Node> current = Optional.empty();

  TreeCursor(Tree tree, Key from, Optional<Key> to) {
    this.tree = tree;
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean next() {
    current = tree.ceiling(from).filter(node -> to.isEmpty() || node.key().compareTo(to.get()) < 0);
    current.ifPresent(node -> from = node.key().next());
    return current.isPresent();
  }

  @Override
  public Key key() {
    return current.orElseThrow().key();
  }

  @Override
  public byte[] value() {
    return current.orElseThrow().value().clone();
  }

  @Override
  public void close() {}
}
