package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.model.Device.Computer;
import weftline.model.Device.Kind;

/// What fails together follows from where devices stand and how they are cabled.
class InventoryTest {
  private static final Computer COMPUTER =
      new Computer(new Capacity(8_000, 14_336, 102_400), "gen4", "linux", List.of("ssd", "gpu"));

  private final List<Device> devices = new ArrayList<>();
  private final List<Cable> cables = new ArrayList<>();

  @Test
  void aRackIsAFaultDomain() {
    rack("r1", "a", "b");
    rack("r2", "c");

    assertThat(faultDomains(Map.of())).isEqualTo(Map.of("a", 0, "b", 0, "c", 1));
  }

  @Test
  void aContainerWithoutRacksIsOne() {
    devices.add(device("c1", Kind.CONTAINER, ""));
    devices.add(computer("a", "c1"));
    devices.add(computer("b", "c1"));
    devices.add(computer("c", ""));

    assertThat(faultDomains(Map.of())).isEqualTo(Map.of("a", 0, "b", 0, "c", 1));
  }

  @Test
  void aSharedFeedJoinsTwoRacks() {
    rack("r1", "a");
    rack("r2", "b");
    rack("r3", "c");
    devices.add(device("feed", Kind.POWER, ""));
    cables.add(new Cable(Cable.Kind.POWER, "feed", "a"));
    cables.add(new Cable(Cable.Kind.POWER, "feed", "b"));

    assertThat(faultDomains(Map.of())).isEqualTo(Map.of("a", 0, "b", 0, "c", 1));
  }

  @Test
  void aSwitchJoinsWhatHasNoOther() {
    List.of("a", "b", "c").forEach(name -> devices.add(computer(name, "")));
    List.of("s1", "s2").forEach(name -> devices.add(device(name, Kind.SWITCH, "")));
    List.of("a", "b", "c").forEach(to -> cables.add(new Cable(Cable.Kind.NETWORK, "s1", to)));
    cables.add(new Cable(Cable.Kind.NETWORK, "s2", "c"));

    assertThat(faultDomains(Map.of())).isEqualTo(Map.of("a", 0, "b", 0, "c", 1));
  }

  @Test
  void serialCablesJoinNothing() {
    devices.add(computer("a", ""));
    devices.add(computer("b", ""));
    devices.add(device("console", Kind.MANAGEMENT, ""));
    cables.add(new Cable(Cable.Kind.SERIAL, "console", "a"));
    cables.add(new Cable(Cable.Kind.SERIAL, "console", "b"));

    assertThat(faultDomains(Map.of())).isEqualTo(Map.of("a", 0, "b", 1));
  }

  @Test
  void groupsKeepTheirNumbers() {
    rack("r0", "0");
    rack("r1", "a", "b");
    rack("r2", "c");

    assertThat(faultDomains(Map.of("a", 0, "b", 0, "c", 1)))
        .isEqualTo(Map.of("0", 2, "a", 0, "b", 0, "c", 1));
  }

  @Test
  void aGroupThatFallsApartIsNumberedOnce() {
    rack("r1", "a", "b");
    rack("r2", "c");

    assertThat(faultDomains(Map.of("a", 7, "b", 7, "c", 7)))
        .isEqualTo(Map.of("a", 7, "b", 7, "c", 0));
  }

  @Test
  void aLocationSaysWhatIsAround() {
    devices.add(device("c1", Kind.CONTAINER, ""));
    devices.add(device("r1", Kind.RACK, "c1"));
    devices.add(computer("a", "r1"));

    assertThat(FaultDomains.locate(new Inventory(devices, cables), Map.of()))
        .containsExactly(
            new Location(new NodeId("a"), 0, "r1", "c1", "gen4", "linux", List.of("gpu", "ssd")));
  }

  @Test
  void refusesWhatCannotBe() {
    refuses("listed twice", List.of(computer("a", ""), computer("a", "")), List.of());
    refuses("no rack or container", List.of(computer("a", "r1")), List.of());
    refuses(
        "no rack or container",
        List.of(device("s", Kind.SWITCH, ""), computer("a", "s")),
        List.of());
    refuses("within itself", List.of(device("r1", Kind.RACK, "r1")), List.of());
    refuses(
        "ends at s1, which is not listed",
        List.of(computer("a", "")),
        List.of(new Cable(Cable.Kind.NETWORK, "s1", "a")));
    refuses("without cores", List.of(device("a", Kind.COMPUTER, "")), List.of());
  }

  @Test
  void tellsAllThatCannotBeAtOnceButNotForEver() {
    List<Device> wrong =
        IntStream.range(0, 30).mapToObj(number -> computer("n" + number, "nowhere")).toList();
    List<Cable> loose = List.of(new Cable(Cable.Kind.POWER, "f1", "n0"));

    refuses("device n1 is within nowhere", wrong.subList(0, 2), loose);
    refuses("ends at f1, which is not listed", wrong.subList(0, 2), loose);
    assertThatThrownBy(() -> new Inventory(wrong, List.of()))
        .extracting(thrown -> String.valueOf(thrown.getMessage()).lines().count())
        .isEqualTo((long) Inventory.MISTAKES_MAX);
  }

  private static void refuses(String why, List<Device> devices, List<Cable> cables) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Inventory(devices, cables))
        .withMessageContaining(why);
  }

  private void rack(String rack, String... computers) {
    devices.add(device(rack, Kind.RACK, ""));
    List.of(computers).forEach(name -> devices.add(computer(name, rack)));
  }

  private static Device device(String name, Kind kind, String within) {
    return new Device(name, kind, some(within), Optional.empty());
  }

  private static Device computer(String name, String within) {
    return new Device(name, Kind.COMPUTER, some(within), Optional.of(COMPUTER));
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(found -> !found.isEmpty());
  }

  private Map<String, Integer> faultDomains(Map<String, Integer> before) {
    Map<NodeId, Integer> known = new TreeMap<>();
    before.forEach((name, number) -> known.put(new NodeId(name), number));
    Map<String, Integer> found = new TreeMap<>();
    FaultDomains.locate(new Inventory(devices, cables), known)
        .forEach(location -> found.put(location.node().value(), location.faultDomain()));
    return found;
  }
}
