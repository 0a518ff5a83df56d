package weftline.bench.fabric;

import java.time.Instant;
import java.util.List;
import weftline.core.Ahead;
import weftline.core.Autopilot;
import weftline.core.Command;
import weftline.core.Decider;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.FabricLevel;
import weftline.core.Instance;
import weftline.core.State;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.ServiceModel;

/// Builds fabrics of any size by the way real ones come about: nodes join, services are deployed,
/// instances get ready.
final class Fabrics {
  static final int NODES_PER_RACK = 40;
  static final int INSTANCES_PER_SERVICE = 9;

  /// A node of the bench; instances of the services above need 1.33 cores on average.
  static final Capacity NODE = new Capacity(16_000, 65_536, 4_096_000);

  private static final PortRange PORTS = new PortRange(20_000, 29_999);

  private Fabrics() {}

  /// Nodes in racks, each rack a fault domain; nothing runs. All controllers read everything.
  static State empty(int nodes) {
    State state = State.EMPTY.apply(new Event.LevelRaised(FabricLevel.HIGHEST.number()));
    for (int node = 0; node < nodes; node++) {
      state = state.apply(new Event.NodeJoined(node(node, NODE)));
    }
    return state;
  }

  static NodeDescription node(int number, Capacity capacity) {
    String address = "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    return new NodeDescription(id(number), address, number / NODES_PER_RACK, capacity, PORTS);
  }

  static NodeId id(int number) {
    return new NodeId("node-%06d".formatted(number));
  }

  /// Filled with services of nine instances, all of them ready and spread over nodes and racks. The
  /// events are those that a controller logs; only where an instance goes is decided here, for
  /// speed.
  static State filled(int nodes, int instances) {
    State state = empty(nodes);
    Filling filling = new Filling(nodes);
    for (int service = 0; service < instances / INSTANCES_PER_SERVICE; service++) {
      state = filling.deploy(state, Tenants.nine("s" + service));
    }
    return state;
  }

  /// With one more service, which is ready.
  static State ready(State state, ServiceModel model) {
    State ahead = after(state, Tenants.deploy(Tenants.NOW, model), Tenants.NOW);
    DeploymentId id =
        ahead.services().get(model.name()).flatMap(found -> found.production()).orElseThrow();
    for (Instance instance : ahead.instancesOf(id)) {
      ahead =
          ahead.apply(
              new Event.InstanceReported(instance.id(), InstanceStatus.READY, 0, "", Tenants.NOW));
    }
    return Autopilot.planned(ahead, Tenants.NOW).after();
  }

  /// What the controller does with one command that comes alone.
  static State after(State state, Command command, Instant now) {
    Ahead ahead = Ahead.of(state);
    ahead.apply(events(state, command));
    var _ = Autopilot.plan(ahead, now);
    return ahead.kept();
  }

  static List<Event> events(State state, Command command) {
    return switch (Decider.decide(state, command)) {
      case Decision.Accepted(var events) -> events;
      case Decision.Refused(var problem) ->
          throw new IllegalStateException(problem.message() + " " + problem.cure());
    };
  }
}
