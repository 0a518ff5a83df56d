package weftline.core;

import weftline.model.Generation;

/// A place in the list of those whose goal has moved, ordered by when it last did: who was looked
/// after up to some generation finds all that is new behind it.
record Moved<K extends Comparable<K>>(Generation at, K what) implements Comparable<Moved<K>> {
  @Override
  public int compareTo(Moved<K> other) {
    int byGeneration = at.compareTo(other.at);
    return byGeneration != 0 ? byGeneration : what.compareTo(other.what);
  }
}
