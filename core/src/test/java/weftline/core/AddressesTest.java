package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private final Addresses pool =
      Addresses.of(new PublicAddresses.PerSlot(List.of("192.0.2.9", "192.0.2.1")));

  @Test
  void theFirstOfThePoolIsTakenFirst() {
    assertThat(pool.first()).contains("192.0.2.9");
    assertThat(pool.without("192.0.2.9").first()).contains("192.0.2.1");
    assertThat(pool.without("192.0.2.9").without("192.0.2.1").first()).isEmpty();
  }

  @Test
  void oneThatIsGivenBackHasItsOldPlace() {
    assertThat(pool.without("192.0.2.9").without("192.0.2.1").with("192.0.2.9").first())
        .contains("192.0.2.9");
    assertThat(pool.without("192.0.2.9").with("192.0.2.9")).isEqualTo(pool);
  }

  @Test
  void othersAreNoneOfItsBusiness() {
    assertThat(pool.without("203.0.113.1").with("203.0.113.1")).isEqualTo(pool);
    assertThat(Addresses.of(new PublicAddresses.Shared("127.0.0.1", 80))).isEqualTo(Addresses.NONE);
  }
}
