package weftline.core;

import weftline.model.DeploymentId;

/// A place in the list of deployments with instances that have no node, ordered by how much room
/// there was when placing them last failed: they are looked at again only when there is more.
///
/// @param room as in [Counters]; [#NEVER_FAILED] if placing has not failed
record Homeless(long room, DeploymentId deployment) implements Comparable<Homeless> {
  static final long NEVER_FAILED = -1;

  static Homeless of(Deployment deployment) {
    return new Homeless(
        deployment.failure().map(PlacementFailure::room).orElse(NEVER_FAILED), deployment.id());
  }

  @Override
  public int compareTo(Homeless other) {
    int byRoom = Long.compare(room, other.room);
    return byRoom != 0 ? byRoom : deployment.compareTo(other.deployment);
  }
}
