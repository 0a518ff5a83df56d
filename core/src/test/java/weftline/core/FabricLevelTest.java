package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weftline.core.Departure.Afterwards;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceModel;
import weftline.model.Slot;

/// What may be written at which level, and that a level once reached is kept.
class FabricLevelTest {
  private static final Event OLD = new Event.NodeUndrained(new NodeId("n1"));
  private static final Event NEW = new Event.ControllerKnown("c1", "disk1");
  private static final Event RAISED = new Event.LevelRaised(2);

  private static final String FIRST_KINDS =
      """
      FabricConfigured StateRestored NodeJoined NodeDrained NodeUndrained NodeFollowed
      BalancerFollowed PublicPortTaken DoorOpened InventoryCleared InventoryTaken DeviceFailed
      NodesSilent NodeHeard NodeLost NodesLost HealingPaused HealingResumed NodeTestOrdered
      ContainerWithdrawn ContainerReturned NodeConditionChanged OperationStarted OperationEnded
      DeploymentCreated ConfigurationChanged UpgradeStarted WalkPaused ScaleDecided
      RollbackStarted DomainAllowed DomainStarted WalkEnded SlotsSwapped DeploymentDeleting
      DeploymentDeleted InstancesPlaced PlacementFailed InstanceReported InstanceHeld
      InstanceRetargeted InstanceDraining InstanceStopOrdered InstanceStopped InstanceDropped
      """;

  /// Kinds that came later among those of the first level.
  private static final Set<Class<?>> LATER = Set.of(Event.NodeRemoved.class);

  private final State raised = State.EMPTY.applyAll(List.of(RAISED, NEW));

  @Test
  void everyLedgerBeginsAtTheFirst() {
    assertThat(State.EMPTY.keepers().level()).isEqualTo(1);
  }

  /// A kind that is missing here is new: give it the newest level in [FabricLevel#of], for programs
  /// of before cannot read it.
  @Test
  void kindsOfTheFirstLevelStayTheSame() {
    assertThat(
            kinds(Event.class)
                .filter(kind -> !Event.OfGroup.class.isAssignableFrom(kind))
                .filter(kind -> !Event.OfOs.class.isAssignableFrom(kind))
                .filter(kind -> !LATER.contains(kind)))
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrder(FIRST_KINDS.strip().split("\\s+"));
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    return kind.isSealed()
        ? Stream.of(kind.getPermittedSubclasses()).flatMap(FabricLevelTest::kinds)
        : Stream.of(kind);
  }

  @Test
  void newEventsWaitForTheirLevel() {
    assertThat(FabricLevel.covers(State.EMPTY, List.of(OLD))).isTrue();
    assertThat(FabricLevel.covers(State.EMPTY, List.of(OLD, NEW))).isFalse();
    assertThat(FabricLevel.covers(raised, List.of(OLD, NEW))).isTrue();
  }

  @Test
  void anOldKindWithANewFieldWaitsToo() {
    InstanceId id = new InstanceId(new DeploymentId("shop-1"), "web", 0);
    Residence home = new Residence(new NodeId("n2"), 0, Capacity.NONE, List.of());
    Event old = new Event.InstanceDraining(id, Afterwards.MOVE, 1, "", Instant.EPOCH);
    Event moving =
        new Event.InstanceDraining(id, Afterwards.MOVE, 1, "", Instant.EPOCH, Optional.of(home));

    assertThat(FabricLevel.covers(State.EMPTY, List.of(old))).isTrue();
    assertThat(FabricLevel.covers(State.EMPTY, List.of(moving))).isFalse();
    assertThat(FabricLevel.covers(raised, List.of(moving))).isTrue();
  }

  @Test
  void whatAScaleRuleGoesByHasItsLevel() {
    assertThat(FabricLevel.of(deployed("2-5-80-20"))).isEqualTo(FabricLevel.FIRST);
    assertThat(FabricLevel.of(deployed("cpu-2-5-80-20"))).isEqualTo(FabricLevel.SECOND);
    assertThat(FabricLevel.of(deployed("waiting-2-5-80-20"))).isEqualTo(FabricLevel.FOURTH);
    assertThat(FabricLevel.of(deployed("queue-2-5-80-20"))).isEqualTo(FabricLevel.FOURTH);
  }

  private static Event deployed(String scale) {
    Fabric fabric = new Fabric();
    fabric.submit(new Command.ReportKeepers(fabric.now(), FabricLevel.HIGHEST.number(), List.of()));
    ServiceModel model = Models.model("shop", "web=2", "scale=" + scale);
    fabric.submit(
        new Command.Deploy(fabric.now(), "ann", model.name(), Slot.PRODUCTION, "", model));
    return fabric.log().stream()
        .filter(Event.DeploymentCreated.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theyMayFollowWhatRaisesIt() {
    assertThat(FabricLevel.covers(State.EMPTY, List.of(RAISED, NEW))).isTrue();
    assertThat(FabricLevel.covers(State.EMPTY, List.of(NEW, RAISED))).isFalse();
  }

  @Test
  void aSnapshotKeepsIt() {
    assertThat(State.restore(raised.snapshot()).keepers()).isEqualTo(raised.keepers());
  }

  @Test
  void aWayBackDoesNotUndoIt() {
    State back = raised.apply(new Event.StateRestored("ann", 0, State.EMPTY.snapshot()));

    assertThat(back.keepers()).isEqualTo(raised.keepers());
  }

  @Test
  void anotherChoiceOfAddressesDoesNotUndoIt() {
    FabricSettings other =
        FabricSettings.DEFAULT.withAddresses(new PublicAddresses.Shared("10.0.0.1", 80));

    assertThat(raised.apply(new Event.FabricConfigured(other)).keepers())
        .isEqualTo(raised.keepers());
  }

  @Test
  void aChangeThatNotAllCanReadIsRefused() {
    Command.ReportKeepers beyond =
        new Command.ReportKeepers(
            Instant.EPOCH, 1, List.of(new Keepers.Keeper("c1", Optional.of("disk1"))));

    assertThat(Decider.decide(State.EMPTY, beyond)).isEqualTo(Decision.accept());
    assertThat(Decider.decide(raised, beyond)).isEqualTo(Decision.accept());
  }

  @Test
  void thereIsNoneBelowTheFirst() {
    assertThatThrownBy(() -> new Keepers(0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no level 0");
  }

  @Test
  void aProgramReadsAllLevelsThatItKnows() {
    assertThat(FabricLevel.values())
        .extracting(FabricLevel::number)
        .containsExactly(1, 2, 3, 4)
        .endsWith(FabricLevel.HIGHEST.number());
  }
}
