package weftline.core;

/// One work list of an [IndexDraft]: a persistent set that is about to become the next one.
final class WorkList<K extends Comparable<K>> {
  private final Pen pen;
  private PSet<K> latest;

  WorkList(PSet<K> before, Pen pen) {
    this.pen = pen;
    latest = before;
  }

  /// To be read before the next change, or kept once the pen is lifted.
  PSet<K> latest() {
    return latest;
  }

  /// The key is on the list or not, as told.
  void set(K key, boolean member) {
    latest = latest.with(pen, key, member);
  }
}
