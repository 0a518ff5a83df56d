package weftline.core;

import weftline.model.Capacity;
import weftline.model.InstanceId;
import weftline.model.RoleDefinition;
import weftline.model.ServicePolicy.RolePolicy;
import weftline.model.VmSize;

/// What one instance asks of the node that it is put on.
///
/// @param capacity what it holds there
record Need(Instance instance, RoleDefinition role, RolePolicy policy, Capacity capacity) {
  private static final int CORE = 1_000;

  static Need of(Deployment deployment, Instance instance) {
    Version version = deployment.version(instance.version());
    RoleDefinition role = version.role(instance.id().role());
    RolePolicy policy = version.policy().role(role.name());
    return new Need(instance, role, policy, capacity(role, policy));
  }

  InstanceId id() {
    return instance.id();
  }

  String roleName() {
    return role.name();
  }

  /// Cores of its own are whole ones: what is left over of one belongs to nobody else.
  private static Capacity capacity(RoleDefinition role, RolePolicy policy) {
    Capacity size =
        VmSize.of(role.vmSize())
            .map(VmSize::capacity)
            .orElseThrow(() -> new IllegalStateException("unknown size " + role.vmSize()));
    int cores = Math.ceilDiv(size.milliCores(), CORE) * CORE;
    return policy.exclusiveCores()
        ? new Capacity(cores, size.memoryMegabytes(), size.diskMegabytes())
        : size;
  }
}
