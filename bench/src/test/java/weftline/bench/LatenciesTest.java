package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void nothingHasNoQuantiles() {
    assertThat(latencies.total()).isZero();
    assertThat(latencies.quantile(0.99)).isZero();
  }

  @Test
  void smallOnesAreExact() {
    LongStream.rangeClosed(1, 50).forEach(latencies::add);

    assertThat(latencies.quantile(0.5)).isEqualTo(25);
    assertThat(latencies.quantile(1)).isEqualTo(50);
  }

  @Test
  void largeOnesAreExactEnough() {
    LongStream.rangeClosed(1, 100_000).map(i -> i * 1_000).forEach(latencies::add);

    assertThat(latencies.quantile(0.5)).isCloseTo(50_000_000, Percentage.withPercentage(1.6));
    assertThat(latencies.quantile(0.999)).isCloseTo(99_900_000, Percentage.withPercentage(1.6));
    assertThat(latencies.total()).isEqualTo(100_000);
  }

  @Test
  void aQuantileIsNeverBelowWhatItCounts() {
    for (long nanos = 1; nanos < Long.MAX_VALUE / 3; nanos *= 3) {
      Latencies one = new Latencies();
      one.add(nanos);
      assertThat(one.quantile(1)).isGreaterThanOrEqualTo(nanos);
      assertThat((double) one.quantile(1)).isCloseTo((double) nanos, within(nanos * 0.016 + 1));
    }
  }
}
