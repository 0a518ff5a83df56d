package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.core.Operation.Kind;
import weftline.core.Operation.Progress;
import weftline.core.Operation.Subject;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.OperationId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// The state as readers see it.
class StateTest {
  private static final ServiceName SHOP = new ServiceName("shop");

  @Test
  void anEmptyStateSurvivesItsSnapshot() {
    assertThat(State.restore(State.EMPTY.snapshot())).isEqualTo(State.EMPTY);
  }

  @Test
  void manyEventsMakeTheStateThatTheyMakeOneByOne() {
    List<Event> events = new ArrayList<>();
    events.add(new Event.NodeJoined(Models.node("n1", 0, 4)));
    events.add(new Event.FabricConfigured(FabricSettings.DEFAULT));
    events.add(new Event.NodeJoined(Models.node("n2", 1, 4)));
    events.add(
        new Event.DeploymentCreated(
            new DeploymentId("shop-1"),
            SHOP,
            Slot.PRODUCTION,
            "",
            Models.model("shop", "web=3"),
            Instant.EPOCH));
    events.addAll(Autopilot.plan(State.EMPTY.applyAll(events), Instant.EPOCH));
    events.add(new Event.NodeLost(new NodeId("n1"), "told so", Optional.empty()));
    State oneByOne = State.EMPTY;
    for (Event event : events) {
      oneByOne = oneByOne.apply(event);
    }

    assertThat(State.EMPTY.applyAll(events)).isEqualTo(oneByOne);
    assertThat(oneByOne.applyAll(List.of())).isSameAs(oneByOne);
  }

  @Test
  void aNodeBeginsWithAGoalThatClearsIt() {
    State state = State.EMPTY.apply(new Event.NodeJoined(Models.node("n1", 0, 4)));

    assertThat(state.goalGeneration(new NodeId("n1"))).isEqualTo(new Generation(1));
    assertThat(state.goalGeneration(new NodeId("n2"))).isEqualTo(Generation.ZERO);
  }

  @Test
  void aLostNodeKeepsItsGeneration() {
    NodeId id = new NodeId("n1");
    State joined = State.EMPTY.apply(new Event.NodeJoined(Models.node("n1", 0, 4)));
    State back =
        joined
            .apply(new Event.NodeLost(id, "told so", Optional.empty()))
            .apply(new Event.NodeJoined(Models.node("n1", 0, 4)));

    assertThat(back.goalGeneration(id)).isGreaterThan(joined.goalGeneration(id));
  }

  /// Earlier programs would make another state of the same events.
  @Test
  void whoComesToANodeIsNotedThereOnlyBeforeTheThirdLevel() {
    NodeId id = new NodeId("n1");
    State one = State.EMPTY.apply(new Event.NodeJoined(Models.node("n1", 0, 4)));
    State two = one.apply(new Event.LevelRaised(FabricLevel.THIRD.number()));
    for (State before : List.of(one, two)) {
      State after = inhabited(before);
      Generation noted = after.nodes().get(id).orElseThrow().goal();

      assertThat(noted.isAfter(before.goalGeneration(id))).isEqualTo(before.equals(one));
      assertThat(after.goalGeneration(id)).isEqualTo(after.newestGoal());
      assertThat(Goals.movedSince(after, before.newestGoal())).containsExactly(id);
    }
  }

  @Test
  void whoLeavesANodeIsNotedThereAtEveryLevel() {
    NodeId id = new NodeId("n1");
    State state =
        inhabited(
            State.EMPTY
                .apply(new Event.LevelRaised(FabricLevel.THIRD.number()))
                .apply(new Event.NodeJoined(Models.node("n1", 0, 4))));
    State lost = state.apply(new Event.NodeLost(id, "told so", Optional.empty()));

    assertThat(lost.goalGeneration(id)).isGreaterThan(state.goalGeneration(id));
    assertThat(Goals.movedSince(lost, state.newestGoal())).containsExactly(id);
  }

  private static State inhabited(State before) {
    State deployed =
        before.apply(
            new Event.DeploymentCreated(
                new DeploymentId("shop-1"),
                SHOP,
                Slot.PRODUCTION,
                "",
                Models.model("shop", "web=1"),
                Instant.EPOCH));
    return deployed.applyAll(Autopilot.plan(deployed, Instant.EPOCH));
  }

  @Test
  void findsOperationsByTheirName() {
    State state = State.EMPTY.apply(new Event.OperationStarted(operation(7)));

    assertThat(state.operation(new OperationId("op-7"))).contains(operation(7));
    for (String other : List.of("op-8", "op-", "7", "op-07", "op-x", "op-99999999999999999999")) {
      assertThat(state.operation(new OperationId(other))).as(other).isEmpty();
    }
  }

  @Test
  void forgetsOldOperationsButNoneThatRuns() {
    State state = State.EMPTY.apply(new Event.OperationStarted(operation(1)));
    for (long number = 2; number <= State.OPERATIONS_MAX + 50; number++) {
      state =
          state
              .apply(new Event.OperationStarted(operation(number)))
              .apply(new Event.OperationEnded(number, Progress.SUCCEEDED, "", Instant.EPOCH));
    }

    assertThat(state.operations().size()).isEqualTo(State.OPERATIONS_MAX);
    assertThat(state.runningOperations()).containsExactly(operation(1));
    assertThat(state.counters().operations()).isEqualTo(State.OPERATIONS_MAX + 50);
  }

  @Test
  void olderVersionsStayAsTheyWere() {
    Fabric fabric = new Fabric();
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n1", 0, 4)));
    State before = fabric.state();
    Snapshot written = before.snapshot();

    fabric.submit(
        new Command.Deploy(
            fabric.now(), "ann", SHOP, Slot.PRODUCTION, "one", Models.model("shop", "web=1")));
    fabric.settle();

    assertThat(before.snapshot()).isEqualTo(written);
    assertThat(before.deployment(SHOP, Slot.PRODUCTION)).isEmpty();
    assertThat(fabric.state().deployment(SHOP, Slot.PRODUCTION))
        .hasValueSatisfying(deployment -> {
          assertThat(deployment.current().label()).isEqualTo("one");
          assertThat(fabric.state().slotOf(deployment)).contains(Slot.PRODUCTION);
          assertThat(fabric.state().instancesOf(deployment.id())).hasSize(1);
        });
    assertThat(fabric.state().instancesOn(new NodeId("n1"))).allMatch(Instance::isReady);
  }

  @Test
  void anUpgradeOfOneRoleMakesAModelOfTwoVersions() {
    Fabric fabric = new Fabric();
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n1", 0, 4)));
    fabric.submit(
        new Command.Deploy(
            fabric.now(),
            "ann",
            SHOP,
            Slot.PRODUCTION,
            "one",
            Models.model("shop", "cart=1", "job=1", "price=1")));
    fabric.settle();
    Deployment before = fabric.state().deployment(SHOP, Slot.PRODUCTION).orElseThrow();

    State state =
        fabric
            .state()
            .apply(
                new Event.UpgradeStarted(
                    before.id(),
                    "two",
                    Models.model("shop", "cart=1", "job=3", "price=2"),
                    UpgradeMode.AUTO,
                    Optional.of("job")));
    Deployment after = state.deployment(before.id());

    assertThat(after.target("cart").number()).isEqualTo(1);
    assertThat(after.target("job").number()).isEqualTo(2);
    assertThat(after.instances("job")).isEqualTo(3);
    assertThat(after.model().configuration().role("cart").orElseThrow().settings())
        .containsEntry("price", "1");
    assertThat(after.model().configuration().role("job").orElseThrow().settings())
        .containsEntry("price", "2");
    assertThat(after.current().label()).isEqualTo("two");
  }

  private static Operation operation(long number) {
    return new Operation(
        number,
        Kind.SWAP,
        Subject.of(SHOP),
        "ann",
        Instant.EPOCH,
        Progress.RUNNING,
        "",
        Optional.empty());
  }
}
