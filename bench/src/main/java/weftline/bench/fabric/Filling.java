package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.List;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.RoleDefinition;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.model.VmSize;

/// Puts services on the nodes of an empty fabric one after the other, each instance far from the
/// one before.
final class Filling {
  /// Prime, so that going on by as much meets every node.
  private static final int STEP = 7_919;

  private final int nodes;
  private final int[] residents;
  private long next;

  Filling(int nodes) {
    this.nodes = nodes;
    this.residents = new int[nodes];
  }

  State deploy(State state, ServiceModel model) {
    return state.applyAll(events(state.deployments().size() + 1, model));
  }

  /// What a controller logs until the service is ready.
  ///
  /// @param number of the deployment, counted from 1
  List<Event> events(int number, ServiceModel model) {
    ServiceName service = model.name();
    DeploymentId id = new DeploymentId(service + "-" + number);
    List<Event> events = new ArrayList<>();
    events.add(new Event.DeploymentCreated(id, service, Slot.PRODUCTION, "v1", model, Tenants.NOW));
    List<Placement> placements = new ArrayList<>();
    for (RoleDefinition role : model.definition().roles()) {
      int instances = model.configuration().role(role.name()).orElseThrow().instances();
      for (int i = 0; i < instances; i++) {
        placements.add(new Placement(new InstanceId(id, role.name(), i), home(role)));
      }
    }
    events.add(new Event.InstancesPlaced(id, placements));
    for (Placement placement : placements) {
      events.add(
          new Event.InstanceReported(
              placement.instance(), InstanceStatus.READY, 0, "", Tenants.NOW));
    }
    return events;
  }

  private Residence home(RoleDefinition role) {
    int number = (int) (next % nodes);
    next += STEP;
    NodeDescription node = Fabrics.node(number, Fabrics.NODE);
    int port = node.ports().min() + residents[number]++;
    return new Residence(
        node.id(),
        node.faultDomain(),
        VmSize.of(role.vmSize()).map(VmSize::capacity).orElseThrow(),
        List.of(new EndpointAddress("peer", "tcp", node.address(), port)));
  }
}
