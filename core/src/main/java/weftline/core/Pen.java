package weftline.core;

/// Writes one batch of changes into pages: into copies of those that others may see, and in place
/// into those that it has made itself and has shown to nobody. So many changes copy a page once.
final class Pen {
  /// Marks the pages that may be written in place; no field, so that nothing else is like it.
  private Object ink = new Object();

  /// What the pages of this pen are marked with.
  Object ink() {
    return ink;
  }

  /// Whether nobody but this pen knows what is marked so.
  @SuppressWarnings("ReferenceEquality") // one ink is like another
  boolean owns(Object mark) {
    return mark == ink;
  }

  /// What has been written is shown to others: from here on it is copied, too.
  void lift() {
    ink = new Object();
  }
}
