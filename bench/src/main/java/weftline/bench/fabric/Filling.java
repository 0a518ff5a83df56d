package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.List;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.core.Instance;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.Capacity;
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
    ServiceName service = model.name();
    DeploymentId id = new DeploymentId(service + "-" + (state.deployments().size() + 1));
    State created =
        state.apply(
            new Event.DeploymentCreated(id, service, Slot.PRODUCTION, "v1", model, Tenants.NOW));
    List<Placement> placements = new ArrayList<>();
    for (Instance instance : created.instancesOf(id)) {
      placements.add(new Placement(instance.id(), home(model, instance.id())));
    }
    State ahead = created.apply(new Event.InstancesPlaced(id, placements));
    for (Placement placement : placements) {
      ahead =
          ahead.apply(
              new Event.InstanceReported(
                  placement.instance(), InstanceStatus.READY, 0, "", Tenants.NOW));
    }
    return ahead;
  }

  private Residence home(ServiceModel model, InstanceId instance) {
    int number = (int) (next % nodes);
    next += STEP;
    NodeDescription node = Fabrics.node(number, Fabrics.NODE);
    int port = node.ports().min() + residents[number]++;
    return new Residence(
        node.id(),
        node.faultDomain(),
        need(model, instance.role()),
        List.of(new EndpointAddress("peer", "tcp", node.address(), port)));
  }

  private static Capacity need(ServiceModel model, String role) {
    return model.definition().roles().stream()
        .filter(definition -> definition.name().equals(role))
        .map(RoleDefinition::vmSize)
        .flatMap(size -> VmSize.of(size).stream())
        .map(VmSize::capacity)
        .findFirst()
        .orElseThrow();
  }
}
