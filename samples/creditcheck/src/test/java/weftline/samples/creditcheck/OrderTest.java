package weftline.samples.creditcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders as rows.
final class OrderTest {
  private static final Order.Application APPLICATION =
      new Order.Application("Ada", 300_000, 90_000, "4242");

  @Test
  void orderComesBackFromItsRow() {
    Order order = Order.of(Order.received("o1", APPLICATION, 2_500, Map.of()));

    assertThat(order.application()).isEqualTo(APPLICATION);
    assertThat(order.price()).isEqualTo(2_500);
    assertThat(order.paid()).isFalse();
    assertThat(order.reportLink()).isEmpty();
    assertThat(order.details()).isEmpty();
  }

  @Test
  void columnOfALaterVersionIsKept() {
    Order order = Order.of(Order.received("o1", APPLICATION, 2_500, Map.of("RiskBand", "LOW")));

    assertThat(order.details()).containsExactly(Map.entry("RiskBand", "LOW"));
  }
}
