package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;

/// The rows of one node hold what a set and a map would hold.
class ResidentsTest {
  private static final int STEPS = 2_000;
  private static final int KEYS = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void residentsAreASet(long seed) {
    Random random = new Random(seed);
    Residents residents = Residents.NOBODY;
    TreeSet<InstanceId> model = new TreeSet<>();
    for (int step = 0; step < STEPS; step++) {
      Residents before = residents;
      InstanceId id = id(random.nextInt(KEYS));
      if (random.nextBoolean()) {
        residents = residents.with(id);
        model.add(id);
      } else {
        residents = residents.without(id);
        model.remove(id);
      }
      assertThat(residents.toList()).isEqualTo(new ArrayList<>(model));
      assertThat(residents.size()).isEqualTo(model.size());
      assertThat(residents.isEmpty()).isEqualTo(model.isEmpty());
      assertThat(residents.equals(before)).isEqualTo(residents.size() == before.size());
    }
    assertThat(residents.with(id(KEYS)).without(id(KEYS)))
        .isEqualTo(residents)
        .hasSameHashCodeAs(residents)
        .hasToString(model.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void portsAreAMap(long seed) {
    Random random = new Random(seed);
    TakenPorts ports = TakenPorts.NONE;
    TreeMap<Integer, InstanceId> model = new TreeMap<>();
    for (int step = 0; step < STEPS; step++) {
      int port = random.nextInt(KEYS);
      if (random.nextBoolean()) {
        ports = ports.with(port, id(step));
        model.put(port, id(step));
      } else {
        ports = ports.without(port);
        model.remove(port);
      }
      int other = random.nextInt(KEYS);
      assertThat(ports.has(other)).isEqualTo(model.containsKey(other));
      assertThat(ports.holder(other).map(InstanceId::index).orElse(-1))
          .isEqualTo(model.containsKey(other) ? model.get(other).index() : -1);
    }
    assertThat(ports.with(KEYS, id(0)).without(KEYS)).isEqualTo(ports).hasSameHashCodeAs(ports);
    assertThat(ports.with(KEYS, id(0))).isNotEqualTo(ports.with(KEYS, id(1)));
    assertThat(ports).hasToString(model.keySet() + " of " + model.values());
  }

  private static InstanceId id(int index) {
    return new InstanceId(new DeploymentId("shop-1"), "web", index);
  }
}
