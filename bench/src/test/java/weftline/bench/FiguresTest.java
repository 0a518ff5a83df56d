package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is told of a case that was measured.
class FiguresTest {
  private final TreeMap<String, Double> told = new TreeMap<>();

  @Test
  void aFreshServerIsToldApartFromAWarmOne() {
    Case insert = TableCases.all().getFirst();
    Latencies latencies = new Latencies();
    latencies.add(1_000_000);
    Load load = new Load(latencies, 1, 0.002);

    Figures.ofCold(insert, load, this::tell);
    assertThat(told).containsOnlyKeys("table insert: cpu, cold");
    assertThat(told.get("table insert: cpu, cold")).isEqualTo(2);

    Figures.of(insert, load, new Limits(1, 1), this::tell);
    assertThat(told).containsKeys("table insert: cpu", "table insert: p99");
  }

  @Test
  void whatIsSmallIsDoneByManyAtOnce() {
    assertThat(TableCases.all()).filteredOn(Case::isSmall).hasSize(3);
    assertThat(QueueCases.all()).allMatch(Case::isSmall);
  }

  private void tell(Report.Figure figure, double value) {
    told.put(figure.name(), value);
  }
}
