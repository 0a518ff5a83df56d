package weftline.bench;

import java.util.concurrent.atomic.AtomicLong;

/// Names that nothing has had before.
final class Names {
  private static final AtomicLong LAST = new AtomicLong();

  private Names() {}

  static String next() {
    return "n" + LAST.incrementAndGet();
  }
}
