package weftline.sim.chicago;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weftline.model.FaultDomains;

/// Where things stand.
class DataCentreTest {
  @Test
  void theFullOneHasOneHundredAndEightyContainers() {
    DataCentre full = new DataCentre(ChicagoPlan.NODES);

    assertThat(full.containers()).isEqualTo(180);
    assertThat(full.racks()).isEqualTo(9_000);
    assertThat(full.feeds()).isEqualTo(20);
    assertThat(full.nodesIn(7)).hasSize(2_000).startsWith(DataCentre.node(14_000));
    assertThat(full.nodesBehind(19)).hasSize(18_000).endsWith(DataCentre.node(359_999));
  }

  @Test
  void aRackFailsTogether() {
    DataCentre small = new DataCentre(2_000);

    Map<Integer, Long> domains =
        FaultDomains.locate(small.inventory(), Map.of()).stream()
            .collect(
                Collectors.groupingBy(location -> location.faultDomain(), Collectors.counting()));

    assertThat(domains).hasSize(50);
    assertThat(domains.values()).containsOnly(40L);
  }

  @Test
  void aRouterCarriesAQuarter() {
    assertThat(new DataCentre(ChicagoPlan.NODES).nodesBehindRouter()).hasSize(90_000);
  }
}
