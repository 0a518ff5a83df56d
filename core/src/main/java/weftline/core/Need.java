package weftline.core;

import weftline.model.Capacity;
import weftline.model.InstanceId;
import weftline.model.ServicePolicy.RolePolicy;

/// What one instance asks of the node that it is put on.
record Need(Instance instance, Demand demand) {
  static Need of(Deployment deployment, Instance instance) {
    Version version = deployment.version(instance.version());
    return new Need(instance, Demand.of(version, instance.id().role()));
  }

  InstanceId id() {
    return instance.id();
  }

  String roleName() {
    return instance.id().role();
  }

  RolePolicy policy() {
    return demand.policy();
  }

  /// What it holds there.
  Capacity capacity() {
    return demand.capacity();
  }
}
