package weftline.core;

import weftline.model.Capacity;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceId;

/// Who lives on one node, and what is left of it.
record Tenancy(Node node, Capacity free, TakenPorts ports, Residents residents) {
  static Tenancy empty(Node node) {
    return new Tenancy(node, node.description().capacity(), TakenPorts.NONE, Residents.NOBODY);
  }

  /// Whether instances may be placed here.
  boolean isOpen() {
    return node.isOpen();
  }

  /// Whether both stand in the same place of the capacity index, or both in none.
  boolean isShelvedLike(Tenancy other) {
    return isOpen() == other.isOpen() && free.equals(other.free) && isAt(other);
  }

  /// Whether both stand on one shelf, in one fault domain.
  boolean isBeside(Tenancy other) {
    return isOpen() && other.isOpen() && isAt(other);
  }

  private boolean isAt(Tenancy other) {
    return node.faultDomain() == other.node.faultDomain()
        && node.location().equals(other.node.location());
  }

  Tenancy withNode(Node newNode) {
    return new Tenancy(newNode, free, ports, residents);
  }

  Tenancy with(InstanceId instance, Residence residence) {
    TakenPorts taken = ports;
    for (EndpointAddress endpoint : residence.endpoints()) {
      taken = taken.with(endpoint.port(), instance);
    }
    return new Tenancy(node, free.minus(residence.holds()), taken, residents.with(instance));
  }

  Tenancy without(InstanceId instance, Residence residence) {
    TakenPorts taken = ports;
    for (EndpointAddress endpoint : residence.endpoints()) {
      taken = taken.without(endpoint.port());
    }
    return new Tenancy(node, free.plus(residence.holds()), taken, residents.without(instance));
  }
}
