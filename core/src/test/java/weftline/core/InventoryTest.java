package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.Cable;
import weftline.model.Capacity;
import weftline.model.Device;
import weftline.model.Device.Computer;
import weftline.model.Device.Kind;
import weftline.model.Inventory;
import weftline.model.NodeId;

/// The inventory decides where nodes are, whenever it comes; devices are remembered by how often
/// they fail.
class InventoryTest {
  private static final Instant NOW = Instant.EPOCH;

  @Test
  void aListedNodeIsWhereTheInventorySays() {
    State joined = nodes("a", "b", "c");
    State listed = take(joined, racks(2, "a", "b", "c"));

    assertThat(domains(listed)).containsExactly(0, 0, 1);
    assertThat(domains(take(listed, Inventory.EMPTY))).containsExactly(0, 0, 0);
  }

  @Test
  void anInventoryMayComeBeforeItsNodes() {
    State listed = take(State.EMPTY, racks(1, "a", "b"));

    State joined = listed.apply(new Event.NodeJoined(Models.node("b", 7, 4)));

    assertThat(domains(joined)).containsExactly(1);
    assertThat(joined.nodes().get(new NodeId("b")).orElseThrow().location().orElseThrow().rack())
        .isEqualTo("r1");
  }

  @Test
  void theRoomsFollow() {
    State listed = take(nodes("a", "b", "c"), racks(1, "a", "b", "c"));

    State deployed =
        Commands.accepted(listed, Commands.deploy("shop", Models.model("shop", "web=3")));

    assertThat(deployed.instances().values())
        .extracting(instance -> instance.residence().orElseThrow().faultDomain())
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void theSameInventoryChangesNothing() {
    Inventory inventory = racks(2, "a", "b", "c");
    State listed = take(State.EMPTY, inventory);

    assertThat(Decider.decide(listed, new Command.ImportInventory(NOW, "ann", inventory)))
        .isEqualTo(Decision.accept());
    assertThat(listed.listing().inventory().devices())
        .containsExactlyInAnyOrderElementsOf(inventory.devices());
    assertThat(State.restore(listed.snapshot())).isEqualTo(listed);
  }

  @Test
  void aLargeOneIsLoggedInParts() {
    String[] names = new String[2 * Imports.PART];
    for (int i = 0; i < names.length; i++) {
      names[i] = "n" + i;
    }
    Inventory inventory = racks(40, names);

    Decision decision =
        Decider.decide(State.EMPTY, new Command.ImportInventory(NOW, "ann", inventory));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.events()).hasSize(1 + 3));
    assertThat(take(State.EMPTY, inventory).listing().inventory().cables())
        .containsExactlyInAnyOrderElementsOf(inventory.cables());
  }

  @Test
  void lossesAreCounted() {
    NodeId a = new NodeId("a");
    Instant later = NOW.plus(Duration.ofDays(365));
    State joined =
        Commands.accepted(State.EMPTY, new Command.JoinNode(NOW, Models.node("a", 0, 4)));
    State lost = Commands.accepted(joined, new Command.LoseNodes(later, List.of(a)));

    assertThat(joined.listing().wearOf(a)).contains(new Wear("a", 0, NOW, NOW));
    assertThat(lost.listing().wearOf(a)).contains(new Wear("a", 1, NOW, later));
    State failed = lost.apply(new Event.DeviceFailed("s1", "it is dark", later));
    assertThat(failed.listing().wear().get("s1")).contains(new Wear("s1", 1, later, later));
    assertThat(State.restore(failed.snapshot())).isEqualTo(failed);
  }

  @Test
  void whatAWholeFaultDomainHangsOnIsCountedWhenAllOfItFallsSilent() {
    State calm =
        take(nodes("a", "b", "c", "d"), racks(2, "a", "b", "c", "d"))
            .apply(
                new Event.FabricConfigured(
                    FabricSettings.DEFAULT.withHealing(Models.healing(10, 20))));
    List<NodeId> rack = List.of(new NodeId("a"), new NodeId("b"));

    State alone = Commands.accepted(calm, new Command.LoseNodes(NOW, List.of(new NodeId("a"))));
    State dark = Commands.accepted(calm, new Command.LoseNodes(NOW, rack));

    assertThat(Suspects.of(calm, rack)).containsExactly("sr0");
    assertThat(Suspects.of(calm, List.of(new NodeId("b"), new NodeId("c")))).isEmpty();
    assertThat(alone.listing().wear().get("sr0")).isEmpty();
    assertThat(dark.listing().wear().get("sr0")).contains(new Wear("sr0", 1, NOW, NOW));
    assertThat(Troubles.of(dark, Instant.EPOCH)).extracting(Trouble::subject).doesNotContain("sr0");
    Event again = new Event.DeviceFailed("sr0", "it is dark", NOW);
    assertThat(Troubles.of(dark.applyAll(List.of(again, again)), Instant.EPOCH))
        .extracting(Trouble::subject)
        .contains("sr0");
  }

  @Test
  void aLostNodeThatIsNotListedAnyMoreIsGone() {
    NodeId b = new NodeId("b");
    State newest = nodes("a", "b", "c", "d").apply(new Event.LevelRaised(2));
    State listed = take(newest, racks(1, "a", "b", "c", "d"));
    State lost = Commands.accepted(listed, new Command.LoseNodes(NOW, List.of(b)));

    State imported = take(lost, racks(1, "c", "d"));

    assertThat(imported.nodes().keys()).extracting(NodeId::value).containsExactly("a", "c", "d");
    assertThat(State.restore(imported.snapshot())).isEqualTo(imported);
  }

  @Test
  void aRemovedNodeComesBackAsAnotherMachine() {
    NodeId a = new NodeId("a");
    State joined =
        Commands.accepted(State.EMPTY, new Command.JoinNode(NOW, Models.node("a", 0, 4)));
    State lost = Commands.accepted(joined, new Command.LoseNodes(NOW, List.of(a)));

    State removed =
        Commands.accepted(
            lost.apply(new Event.LevelRaised(2)), new Command.RemoveNode(NOW, "ann", a));
    State again = Commands.accepted(removed, new Command.JoinNode(NOW, Models.node("a", 1, 4)));

    assertThat(removed.nodes().isEmpty()).isTrue();
    assertThat(removed.indexes()).isEqualTo(State.restore(removed.snapshot()).indexes());
    assertThat(removed.listing().wearOf(a)).isEmpty();
    assertThat(again.listing().wearOf(a)).contains(Wear.fresh("a", NOW));
    assertThat(again.goalGeneration(a)).isGreaterThan(lost.goalGeneration(a));
  }

  @Test
  void oneEarlyFailureIsNoVerdict() {
    Wear fresh = Wear.fresh("a", NOW);
    Wear old = fresh.lost(NOW.plus(Duration.ofDays(365)));

    assertThat(fresh.failuresPerYear()).isEqualTo(1);
    assertThat(old.failuresPerYear()).isEqualTo(1);
    assertThat(fresh.grade()).isEqualTo(0);
    assertThat(fresh.lost(NOW).grade()).isEqualTo(1);
    assertThat(fresh.lost(NOW).lost(NOW).lost(NOW).grade()).isEqualTo(2);
  }

  private static State nodes(String... names) {
    State state = State.EMPTY;
    for (String name : names) {
      state = state.apply(new Event.NodeJoined(Models.node(name, 0, 4)));
    }
    return state;
  }

  private static State take(State state, Inventory inventory) {
    return Commands.accepted(state, new Command.ImportInventory(NOW, "ann", inventory));
  }

  private static List<Integer> domains(State state) {
    return state.nodes().values().stream().map(Node::faultDomain).toList();
  }

  /// Racks of so many computers, each with a switch.
  private static Inventory racks(int size, String... computers) {
    List<Device> devices = new ArrayList<>();
    List<Cable> cables = new ArrayList<>();
    for (int i = 0; i < computers.length; i++) {
      String rack = "r" + i / size;
      if (i % size == 0) {
        devices.add(new Device(rack, Kind.RACK, Optional.empty(), Optional.empty()));
        devices.add(new Device("s" + rack, Kind.SWITCH, Optional.of(rack), Optional.empty()));
      }
      Computer computer = new Computer(new Capacity(4_000, 8_192, 1_024), "", "", List.of());
      devices.add(
          new Device(computers[i], Kind.COMPUTER, Optional.of(rack), Optional.of(computer)));
      cables.add(new Cable(Cable.Kind.NETWORK, "s" + rack, computers[i]));
    }
    return new Inventory(devices, cables);
  }
}
