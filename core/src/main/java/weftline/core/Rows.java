package weftline.core;

import java.util.Arrays;

/// Rows of entries, each in an array that may be longer. Who owns the array changes it in place;
/// others get another one.
final class Rows {
  /// Who adds to an array of its own will add more.
  private static final int SPARE = 8;

  /// Where there was an entry that is to be forgotten.
  private static final Object NOTHING = new Object();

  private Rows() {}

  static Object[] replaced(Object[] all, int size, int at, Object now, boolean own) {
    Object[] row = own ? all : Arrays.copyOf(all, size);
    row[at] = now;
    return row;
  }

  static Object[] inserted(Object[] all, int size, int at, Object added, boolean own) {
    Object[] row = all;
    if (!own || size == all.length) {
      row = new Object[own ? size + SPARE : size + 1];
      System.arraycopy(all, 0, row, 0, at);
    }
    System.arraycopy(all, at, row, at + 1, size - at);
    row[at] = added;
    return row;
  }

  static Object[] removed(Object[] all, int size, int at, boolean own) {
    Object[] row = own ? all : Arrays.copyOf(all, size - 1);
    System.arraycopy(all, at + 1, row, at, size - at - 1);
    if (own) {
      row[size - 1] = NOTHING;
    }
    return row;
  }

  static long[] replaced(long[] all, int size, int at, long now, boolean own) {
    long[] row = own ? all : Arrays.copyOf(all, size);
    row[at] = now;
    return row;
  }

  static long[] inserted(long[] all, int size, int at, long added, boolean own) {
    long[] row = all;
    if (!own || size == all.length) {
      row = new long[own ? size + SPARE : size + 1];
      System.arraycopy(all, 0, row, 0, at);
    }
    System.arraycopy(all, at, row, at + 1, size - at);
    row[at] = added;
    return row;
  }

  static long[] removed(long[] all, int size, int at, boolean own) {
    long[] row = own ? all : Arrays.copyOf(all, size - 1);
    System.arraycopy(all, at + 1, row, at, size - at - 1);
    return row;
  }

  /// With others in place of some, in an array of its own.
  static Object[] spliced(Object[] all, int size, int at, int count, Object[] others) {
    Object[] row = new Object[size - count + others.length];
    System.arraycopy(all, 0, row, 0, at);
    System.arraycopy(others, 0, row, at, others.length);
    System.arraycopy(all, at + count, row, at + others.length, size - at - count);
    return row;
  }
}
