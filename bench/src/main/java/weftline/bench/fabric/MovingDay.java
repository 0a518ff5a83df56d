package weftline.bench.fabric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.core.Autopilot;
import weftline.core.Command;
import weftline.core.Decider;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.FabricLevel;
import weftline.core.FabricSettings;
import weftline.core.Gaps;
import weftline.core.State;
import weftline.core.Tidying;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.model.VmSize;

/// A fabric whose tenants come and go as a trace says, and whose agents do at once what they
/// should, so that it moves instances at quiet times as a real one would.
final class MovingDay {
  private final Map<VmSize, ServiceModel> models = new HashMap<>();
  private final Map<InstanceId, Capacity> needs = new HashMap<>();
  private final Map<InstanceId, String> homes = new HashMap<>();
  private final Map<Integer, InstanceId> machines = new HashMap<>();
  private final Loads loads;
  private State state;
  private Instant now = Tenants.NOW;
  private long moves;
  private double instanceDays;

  MovingDay(Capacity host, int hosts, Loads loads, Tidying tidying) {
    this.loads = loads;
    State empty = State.EMPTY.apply(new Event.LevelRaised(FabricLevel.HIGHEST.number()));
    for (int number = 0; number < hosts; number++) {
      empty = empty.apply(new Event.NodeJoined(Fabrics.node(number, host)));
    }
    state = empty.apply(new Event.FabricConfigured(FabricSettings.DEFAULT.withTidying(tidying)));
  }

  /// How many instances were moved for each that was there for a day.
  double movedADay() {
    return moves / instanceDays;
  }

  void pass(long second) {
    Instant next = Tenants.NOW.plusSeconds(second);
    instanceDays += homes.size() * (double) Duration.between(now, next).toSeconds() / 86_400;
    now = next;
    loads.pass(second);
  }

  void come(VmTrace.Vm vm) {
    ServiceModel model =
        models.computeIfAbsent(vm.size(), size -> Tenants.of("vm", size.toString(), 1));
    Command.Deploy deploy =
        new Command.Deploy(
            now, "bench", new ServiceName("vm" + vm.number()), Slot.PRODUCTION, "", model);
    List<Event> placed = happen(Fabrics.events(state, deploy));
    InstanceId id =
        placed.stream()
            .flatMap(event ->
                event instanceof Event.InstancesPlaced(_, var placements)
                    ? placements.stream()
                    : Stream.<Event.Placement>empty())
            .map(Event.Placement::instance)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("too few hosts: " + placed));
    needs.put(id, vm.need());
    machines.put(vm.number(), id);
    settle(id);
  }

  /// The tenant has deleted it, and the node has said that it has stopped.
  void go(VmTrace.Vm vm) {
    InstanceId id = machines.remove(vm.number());
    DeploymentId deployment = id.deployment();
    leave(id);
    needs.remove(id);
    happen(
        List.of(
            new Event.DeploymentDeleting(deployment),
            new Event.InstanceDropped(id),
            new Event.DeploymentDeleted(deployment)));
  }

  /// A quiet moment.
  void tidy() {
    if (Decider.decide(state, new Command.Tidy(now, Gaps.of(state)))
        instanceof Decision.Accepted(var events)) {
      List<InstanceId> moving = new ArrayList<>();
      happen(events);
      events.forEach(event -> {
        if (event instanceof Event.InstanceDraining draining) {
          moving.add(draining.instance());
        }
      });
      moving.forEach(this::leave);
      moving.forEach(id -> happen(List.of(new Event.InstanceStopped(id))));
      moving.forEach(this::settle);
      moves += moving.size();
    }
  }

  private void leave(InstanceId id) {
    loads.moveOut(homes.remove(id), need(id));
  }

  /// It is where it is to be, and its agent says that it is ready.
  private void settle(InstanceId id) {
    String home = state.instances().get(id).orElseThrow().node().orElseThrow().value();
    homes.put(id, home);
    loads.moveIn(home, need(id));
    happen(List.of(new Event.InstanceReported(id, InstanceStatus.READY, 0, "", now)));
  }

  private Capacity need(InstanceId id) {
    return Optional.ofNullable(needs.get(id)).orElseThrow();
  }

  private List<Event> happen(List<Event> events) {
    Autopilot.Plan plan = Autopilot.planned(state.applyAll(events), now);
    state = plan.after();
    return plan.events();
  }
}
