package weftline.samples.creditcheck.v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.samples.creditcheck.Order;

/// Who is in which band.
final class RiskBandTest {
  @ParameterizedTest
  @CsvSource({
    "3000, 900, LOW",
    "3000, 990, LOW",
    "3000, 1500, MEDIUM",
    "3000, 1600, HIGH",
    "0, 1, HIGH"
  })
  void bandIsTheShareOfTheRent(long income, long rent, RiskBand band) {
    assertThat(RiskBand.of(new Order.Application("Ada", income * 100, rent * 100, "4242")))
        .isEqualTo(band);
  }
}
