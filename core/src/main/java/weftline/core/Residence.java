package weftline.core;

import java.util.List;
import weftline.model.Capacity;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.NodeId;

/// Where an instance lives and what it holds there.
public record Residence(
    NodeId node, int faultDomain, Capacity holds, List<EndpointAddress> endpoints) {
  public Residence {
    endpoints = List.copyOf(endpoints);
  }
}
