package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weftline.core.Departure.Afterwards;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;

/// Takes away what nobody wants any more: instances beyond the count, and whole deployments.
final class Retire implements Step {
  @Override
  public List<Event> plan(State state, Instant now) {
    List<Event> events = new ArrayList<>();
    for (InstanceId id : state.indexes().surplus().toList()) {
      events.add(retire(state, id, now));
    }
    for (DeploymentId id : state.indexes().changing().toList()) {
      Deployment deployment = state.deployment(id);
      if (deployment.deleting() && state.tally(id).all() == 0) {
        events.add(new Event.DeploymentDeleted(id));
      }
    }
    return events;
  }

  private static Event retire(State state, InstanceId id, Instant now) {
    Instance instance = state.instance(id);
    if (instance.life() == Life.WANTED) {
      return new Event.InstanceDropped(id);
    }
    if (instance.life() == Life.PARKED) {
      return new Event.InstanceReleased(id);
    }
    Deployment deployment = state.deployment(id.deployment());
    String reason = deployment.deleting() ? "the deployment is deleted" : "it is one too many";
    return new Event.InstanceDraining(id, Afterwards.REMOVE, instance.version(), reason, now);
  }
}
