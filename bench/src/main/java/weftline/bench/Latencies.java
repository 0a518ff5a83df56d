package weftline.bench;

/// Counts durations in buckets that are at most 1.6 % wide, so that quantiles are cheap and exact
/// enough.
public final class Latencies {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(64 - SUB_BITS) * SUB + SUB];
  private long total;
  private long sum;

  public void add(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    total++;
    sum += nanos;
  }

  public long total() {
    return total;
  }

  /// Nanoseconds of all operations together.
  public long sum() {
    return sum;
  }

  /// Nanoseconds within which that share of all operations has ended.
  public long quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return upperBound(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int magnitude = 63 - Long.numberOfLeadingZeros(nanos | 1);
    if (magnitude < SUB_BITS) {
      return (int) nanos;
    }
    int shift = magnitude - SUB_BITS;
    return (shift + 1) * SUB + (int) ((nanos >>> shift) - SUB);
  }

  private static long upperBound(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    return ((long) (bucket % SUB + SUB + 1) << shift) - 1;
  }
}
