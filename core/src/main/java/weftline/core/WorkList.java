package weftline.core;

/// One work list of an [IndexDraft]: a persistent set that is about to become the next one.
final class WorkList<K extends Comparable<K>> {
  private PSet<K> now;

  WorkList(PSet<K> before) {
    now = before;
  }

  PSet<K> now() {
    return now;
  }

  /// The key is on the list or not, as told.
  void set(K key, boolean member) {
    now = now.with(key, member);
  }
}
