package weftline.core;

import java.util.List;
import weftline.model.Capacity;
import weftline.model.RoleDefinition;
import weftline.model.ServicePolicy.RolePolicy;
import weftline.model.VmSize;

/// What every instance of a role in one version asks of its node: worked out once for all of them.
///
/// @param capacity what each holds there
/// @param wishes the ports that each listens at
record Demand(
    int version,
    RoleDefinition role,
    RolePolicy policy,
    Capacity capacity,
    List<Ports.Wish> wishes) {
  private static final int CORE = 1_000;

  Demand {
    wishes = List.copyOf(wishes);
  }

  static Demand of(Version version, String roleName) {
    RoleDefinition role = version.role(roleName);
    RolePolicy policy = version.policy().role(roleName);
    return new Demand(version.number(), role, policy, capacity(role, policy), Ports.wishes(role));
  }

  boolean isOf(Instance instance) {
    return instance.version() == version && instance.id().role().equals(role.name());
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
