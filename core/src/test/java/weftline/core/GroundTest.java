package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.core.Event.Placement;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// While homes are taken, the ground is what the state will be once it has the event of them.
class GroundTest {
  private static final DeploymentId SHOP = new DeploymentId("shop-1");
  private static final int INSTANCES = 40;
  private static final int NODES = 30;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isWhatTheStateWillBe(long seed) {
    Random random = new Random(seed);
    State before = fabric();
    Ground ground = new Ground(before, before.deployment(SHOP));
    List<Placement> placements = new ArrayList<>();
    for (int index = 0; index < INSTANCES; index++) {
      Placement placement = placement(index, random.nextInt(NODES));
      ground.take(placement);
      placements.add(placement);
    }
    Rooms after = before.apply(new Event.InstancesPlaced(SHOP, placements)).indexes().rooms();

    assertThat(tenancies(ground)).isEqualTo(after.tenancies().values());
    after.tenancies().forEach((id, tenancy) -> assertThat(ground.on(id)).contains(tenancy));
    ground.visitShelves((kind, shelf) ->
        assertThat(rooms(shelf)).isEqualTo(after.shelves().get(kind).orElseThrow().toList()));
    assertThat(ground.nodes()).isEqualTo(NODES);
    assertThat(before.indexes().rooms()).isEqualTo(fabric().indexes().rooms());
  }

  @Test
  void aRoomIsFoundWhereItHasGone() {
    State before = fabric();
    Ground ground = new Ground(before, before.deployment(SHOP));
    Room was = Room.of(ground.on(id(7)).orElseThrow());
    ground.take(placement(0, 7));
    Room now = Room.of(ground.on(id(7)).orElseThrow());
    Shelf shelf = ground.shelf(NodeClass.of(ground.on(id(7)).orElseThrow().node())).orElseThrow();

    assertThat(shelf.ceiling(was).map(Room::node)).contains(id(8));
    assertThat(shelf.ceiling(now)).contains(now);
    assertThat(shelf.higher(now).map(Room::node)).contains(id(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatWasPassedOverIsPassedOverRightlyLater(long seed) {
    Random random = new Random(seed);
    State state = fabric();
    Ground ground = new Ground(state, state.deployment(SHOP));
    for (int index = 0; index < INSTANCES; index++) {
      Placement placement = placement(index, random.nextInt(NODES));
      ground.take(placement);
      state = state.apply(new Event.InstancesPlaced(SHOP, List.of(placement)));
      PMap<NodeClass, PSet<Room>> shelves = state.indexes().rooms().shelves();

      ground.visitShelves((kind, shelf) ->
          assertThat(rooms(shelf)).isEqualTo(shelves.get(kind).orElseThrow().toList()));
    }
  }

  @Test
  void aVisitorMayHaveEnough() {
    State before = fabric();
    List<NodeId> seen = new ArrayList<>();
    new Ground(before, before.deployment(SHOP))
        .visit(tenancy -> seen.add(tenancy.node().id()) && seen.size() < 2);

    assertThat(seen).containsExactly(id(0), id(1));
  }

  /// One node is drained, so that it has a place among all but on no shelf.
  private static State fabric() {
    List<Event> events = new ArrayList<>();
    events.add(new Event.LevelRaised(FabricLevel.HIGHEST.number()));
    for (int node = 0; node < NODES; node++) {
      events.add(new Event.NodeJoined(Models.node(id(node).value(), node / 4, 64)));
    }
    events.add(new Event.NodeDrained(id(NODES - 1)));
    events.add(
        new Event.DeploymentCreated(
            SHOP,
            new ServiceName("shop"),
            Slot.PRODUCTION,
            "",
            Models.model("shop", "web=" + INSTANCES),
            Instant.EPOCH));
    return State.EMPTY.applyAll(events);
  }

  private static NodeId id(int node) {
    return new NodeId("n%02d".formatted(node));
  }

  private static Placement placement(int index, int node) {
    Capacity holds = new Capacity(1_000, 512, 1_024);
    return new Placement(
        new InstanceId(SHOP, "web", index), new Residence(id(node), node / 4, holds, List.of()));
  }

  private static List<Tenancy> tenancies(Ground ground) {
    List<Tenancy> all = new ArrayList<>();
    ground.visit(all::add);
    return all;
  }

  private static List<Room> rooms(Shelf shelf) {
    List<Room> all = new ArrayList<>();
    Optional<Room> next = shelf.ceiling(Room.atLeast(Capacity.NONE));
    while (next.isPresent()) {
      all.add(next.get());
      next = shelf.higher(next.get());
    }
    return all;
  }
}
