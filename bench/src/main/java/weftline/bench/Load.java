package weftline.bench;

/// What came of driving a server for a while.
record Load(Latencies latencies, double seconds, double cpuSeconds) {
  double perSecond() {
    return latencies.total() / seconds;
  }

  double cpuPerThousand() {
    return cpuSeconds * 1_000 / Math.max(1, latencies.total());
  }

  double milliseconds(double quantile) {
    return latencies.quantile(quantile) / 1e6;
  }

  @Override
  public String toString() {
    return "%9.0f/s  p50 %7.2f  p99 %7.2f ms  cpu %7.4f s/1000"
        .formatted(perSecond(), milliseconds(0.5), milliseconds(0.99), cpuPerThousand());
  }
}
