package weftline.storage.queue;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Names messages so that names sort by time: messages of one moment keep their order, and new rows
/// lie beside each other. The layout is that of UUIDs of version 7: time, count, randomness.
final class MessageIds {
  private static final int COUNT_BITS = 12;
  private static final long COUNT_MASK = (1 << COUNT_BITS) - 1;
  private static final long VERSION = 0x7000;

  private final RandomGenerator random;
  private final AtomicLong count = new AtomicLong();

  MessageIds(RandomGenerator random) {
    this.random = random;
  }

  UUID next(Instant now) {
    long next = count.incrementAndGet();
    long high = now.toEpochMilli() << 16 | VERSION | (next & COUNT_MASK);
    long middle = (next >>> COUNT_BITS & 0x3fff_ffff) << Integer.SIZE;
    long low = random.nextInt() & 0xffff_ffffL;
    return new UUID(high, Long.MIN_VALUE | middle | low);
  }

  long receipt() {
    return random.nextLong();
  }

  long generation() {
    return random.nextLong();
  }
}
