package weftline.core;

/// Arrays that never change: each is another one with something added, left out or put in place.
final class Rows {
  private Rows() {}

  static Object[] replaced(Object[] all, int at, Object now) {
    Object[] copy = all.clone();
    copy[at] = now;
    return copy;
  }

  static Object[] inserted(Object[] all, int at, Object added) {
    Object[] copy = new Object[all.length + 1];
    System.arraycopy(all, 0, copy, 0, at);
    copy[at] = added;
    System.arraycopy(all, at, copy, at + 1, all.length - at);
    return copy;
  }

  static long[] inserted(long[] all, int at, long added) {
    long[] copy = new long[all.length + 1];
    System.arraycopy(all, 0, copy, 0, at);
    copy[at] = added;
    System.arraycopy(all, at, copy, at + 1, all.length - at);
    return copy;
  }

  static Object[] removed(Object[] all, int at) {
    Object[] copy = new Object[all.length - 1];
    System.arraycopy(all, 0, copy, 0, at);
    System.arraycopy(all, at + 1, copy, at, copy.length - at);
    return copy;
  }

  static long[] removed(long[] all, int at) {
    long[] copy = new long[all.length - 1];
    System.arraycopy(all, 0, copy, 0, at);
    System.arraycopy(all, at + 1, copy, at, copy.length - at);
    return copy;
  }

  /// With others in place of some.
  static Object[] spliced(Object[] all, int at, int count, Object[] others) {
    Object[] copy = new Object[all.length - count + others.length];
    System.arraycopy(all, 0, copy, 0, at);
    System.arraycopy(others, 0, copy, at, others.length);
    System.arraycopy(all, at + count, copy, at + others.length, all.length - at - count);
    return copy;
  }
}
