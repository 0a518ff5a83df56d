package weftline.core;

/// One work list of an [IndexDraft]: a persistent set that is about to become the next one.
final class WorkList<K extends Comparable<K>> {
  private PSet<K> latest;

  WorkList(PSet<K> before) {
    latest = before;
  }

  PSet<K> latest() {
    return latest;
  }

  /// The key is on the list or not, as told.
  void set(K key, boolean member) {
    latest = latest.with(key, member);
  }
}
