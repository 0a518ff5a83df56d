package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weftline.core.Room.Spot;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// The words of keys order them as the keys order themselves, and so do maps that search by words.
class SpellingTest {
  private static final long SEED = 3;
  private static final int KEYS = 3_000;
  private static final int WORDS_MAX = 40;
  private static final List<Integer> SIZES = List.of(0, 1, 8_000, 16_000);
  private static final List<String> NAMES =
      List.of("n", "n-0", "node", "node-0001", "node-00012", "node-000120", "Zz9", "z".repeat(128));

  /// Draws keys of one kind, many of them alike.
  interface Draw<K> {
    K key(Random random);
  }

  static Stream<Draw<?>> kinds() {
    return Stream.<Draw<?>>of(
        SpellingTest::node,
        SpellingTest::instance,
        random -> new DeploymentId(name(random)),
        random -> new ServiceName(name(random)),
        SpellingTest::room,
        SpellingTest::spot,
        random -> new Homeless(random.nextInt(4) - 1L, new DeploymentId(name(random))),
        random -> new Moved<>(new Generation(random.nextInt(5)), node(random)),
        random -> new Moved<>(new Generation(random.nextInt(5)), new DeploymentId(name(random))),
        random -> new Generation(random.nextInt(900)),
        random -> random.nextLong() >> random.nextInt(60),
        random -> random.nextInt() >> random.nextInt(30));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <K extends Comparable<K>> void ordersAsTheKeysDo(Draw<K> draw) {
    Random random = new Random(SEED);
    for (int pair = 0; pair < KEYS; pair++) {
      K one = draw.key(random);
      K other = draw.key(random);
      int order = order(one, other);

      assertThat(Spelling.knows(one)).isTrue();
      assertThat(order == 0 || order > 0 == one.compareTo(other) > 0)
          .as("%s, %s", one, other)
          .isTrue();
      assertThat(order(one, one)).isZero();
    }
  }

  /// Through pages that share many words, some or none.
  @ParameterizedTest
  @MethodSource("kinds")
  <K extends Comparable<K>> void mapsFindWhatTheyHold(Draw<K> draw) {
    Random random = new Random(SEED);
    PMap<K, Integer> map = PMap.empty();
    TreeMap<K, Integer> model = new TreeMap<>();
    for (int step = 0; step < KEYS; step++) {
      K in = draw.key(random);
      map = map.with(in, step);
      model.put(in, step);
      K out = draw.key(random);
      if (random.nextInt(3) == 0) {
        map = map.without(out);
        model.remove(out);
      }
      assertThat(map.get(out).isPresent()).isEqualTo(model.containsKey(out));
      assertThat(map.ceiling(out).map(Map.Entry::getKey))
          .isEqualTo(Optional.ofNullable(model.ceilingKey(out)));
    }
    assertThat(map.keys()).isEqualTo(new ArrayList<>(model.keySet()));
    assertThat(map.values()).isEqualTo(new ArrayList<>(model.values()));
  }

  @Test
  void whatHasNoWordsIsAllAlike() {
    Door door = new Door(new ServiceName("shop"), Slot.PRODUCTION, "web/http");

    assertThat(Spelling.knows(door)).isFalse();
    assertThat(Spelling.knows(new Moved<>(Generation.ZERO, door))).isFalse();
    assertThat(Spelling.word(door, 0)).isZero();
  }

  @Test
  void aNameIsSpelledInEightLettersAtATime() {
    NodeId node = new NodeId("node-000123");

    assertThat(Spelling.word(node, 0)).isEqualTo(0x6e6f64652d303030L);
    assertThat(Spelling.word(node, 1)).isEqualTo(0x3132330000000000L);
    assertThat(Spelling.word(node, 2)).isZero();
  }

  /// By the first words that differ.
  private static int order(Object one, Object other) {
    for (int number = 0; number < WORDS_MAX; number++) {
      int order = Long.compareUnsigned(Spelling.word(one, number), Spelling.word(other, number));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String name(Random random) {
    String begin = NAMES.get(random.nextInt(NAMES.size()));
    return begin.length() == 128 ? begin : begin + Integer.toString(random.nextInt(300), 36);
  }

  private static NodeId node(Random random) {
    return new NodeId(name(random));
  }

  private static InstanceId instance(Random random) {
    String role = NAMES.get(random.nextInt(3));
    return new InstanceId(new DeploymentId(name(random)), role, random.nextInt(70_000));
  }

  private static Room room(Random random) {
    Spot spot = spot(random);
    return new Room(
        SIZES.get(random.nextInt(4)),
        SIZES.get(random.nextInt(4)),
        SIZES.get(random.nextInt(2)),
        spot.container(),
        spot.faultDomain(),
        node(random));
  }

  private static Spot spot(Random random) {
    List<String> containers = List.of("", "", "a", "z");
    return random.nextInt(50) == 0
        ? Spot.FIRST
        : new Spot(containers.get(random.nextInt(4)), random.nextInt(900) - 3);
  }
}
