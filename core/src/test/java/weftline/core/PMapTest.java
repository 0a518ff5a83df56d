package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is put in and taken out, a PMap holds what a TreeMap holds.
class PMapTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTreeMap(long seed) {
    Random random = new Random(seed);
    PMap<Integer, Integer> map = PMap.empty();
    TreeMap<Integer, Integer> model = new TreeMap<>();
    for (int step = 0; step < 5_000; step++) {
      int key = random.nextInt(300);
      if (random.nextBoolean()) {
        map = map.with(key, step);
        model.put(key, step);
      } else {
        map = map.without(key);
        model.remove(key);
      }
      assertThat(map.size()).isEqualTo(model.size());
      assertThat(map.get(key).isPresent()).isEqualTo(model.containsKey(key));
      assertThat(map.firstKey())
          .isEqualTo(Optional.ofNullable(model.firstEntry()).map(Entry::getKey));
      assertThat(map.lastKey())
          .isEqualTo(Optional.ofNullable(model.lastEntry()).map(Entry::getKey));
    }
    assertThat(map.values()).isEqualTo(new ArrayList<>(model.values()));
    assertThat(map.keys()).isEqualTo(new ArrayList<>(model.keySet()));
    assertThat(from(map, 150)).isEqualTo(new ArrayList<>(model.tailMap(150).keySet()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void growsAndShrinksThroughManyPages(long seed) {
    List<Integer> keys = new ArrayList<>(IntStream.range(0, 20_000).boxed().toList());
    Collections.shuffle(keys, new Random(seed));
    PMap<Integer, Integer> map = PMap.empty();
    for (int key : keys) {
      map = map.with(key, -key);
    }
    assertThat(map.keys()).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    assertThat(from(map, 19_990)).hasSize(10);
    Collections.shuffle(keys, new Random(-seed));
    TreeMap<Integer, Integer> model = new TreeMap<>();
    keys.forEach(key -> model.put(key, -key));
    for (int key : keys) {
      map = map.without(key).without(key);
      model.remove(key);
      assertThat(map.ceiling(key)).isEqualTo(Optional.ofNullable(model.ceilingEntry(key)));
      assertThat(map.higher(key)).isEqualTo(Optional.ofNullable(model.higherEntry(key)));
      assertThat(map.get(key)).isEmpty();
      assertThat(map.size()).isEqualTo(model.size());
    }
    assertThat(map).isEqualTo(PMap.empty());
  }

  @Test
  void whatIsThereAlreadyChangesNothing() {
    PMap<Integer, String> map = PMap.empty();
    for (int i = 0; i < 1_000; i++) {
      map = map.with(i, "one");
    }
    assertThat(map.with(500, "one")).isSameAs(map);
    assertThat(map.without(1_000)).isSameAs(map);
  }

  @Test
  void scanStopsWhenTold() {
    PMap<Integer, Integer> map = PMap.empty();
    for (int i = 0; i < 100; i++) {
      map = map.with(i, i);
    }
    List<Integer> seen = new ArrayList<>();
    map.scan(10, (key, value) -> seen.add(key) && seen.size() < 3);
    assertThat(seen).containsExactly(10, 11, 12);
  }

  @Test
  void olderVersionsStayValid() {
    PMap<Integer, String> one = PMap.<Integer, String>empty().with(1, "a");
    PMap<Integer, String> two = one.with(1, "b").with(2, "c");
    assertThat(one.values()).containsExactly("a");
    assertThat(two.values()).containsExactly("b", "c");
    assertThat(two.without(2).with(1, "a")).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(two).isNotEqualTo(one).hasToString("{1=b, 2=c}");
  }

  private static List<Integer> from(PMap<Integer, Integer> map, int first) {
    List<Integer> keys = new ArrayList<>();
    map.scan(first, (key, value) -> keys.add(key));
    return keys;
  }
}
