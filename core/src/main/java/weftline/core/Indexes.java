package weftline.core;

import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// What the tables imply, kept at hand so that no step ever searches the fabric: the work lists and
/// the capacity index. Never written down; rebuilt from the tables.
///
/// @param homeless deployments with instances without a node, by how much room was too little
/// @param draining instances out of rotation, not told to stop yet, by the routing table awaited
/// @param drainingSince the same by the time they began
/// @param failing instances that have failed too often where they are, by when they may move
/// @param surplus instances that nobody wants and that are not on their way out
/// @param hasty instances of the wrong version that serve nobody
/// @param changing deployments with a walk under way, or being deleted
/// @param finishable open operations that do not wait for their deployment to come to rest
/// @param endedOperations those that may be forgotten
/// @param evacuating drained nodes on which somebody still lives
/// @param doorless services with a public endpoint that has no usable address
/// @param doors who has which public port
/// @param addresses those of the pool that no door has
/// @param followers how many balancers follow which routing table
/// @param awaited deployments whose nodes an operation waits for
/// @param movedNodes all nodes, by when what they run was last changed
/// @param movedTopologies all deployments that have had a home, by when one last changed
/// @param waiting open operations that wait for a deployment to come to rest
record Indexes(
    Rooms rooms,
    Census census,
    PSet<DeploymentId> scaling,
    PSet<Homeless> homeless,
    PSet<Drain> draining,
    PSet<Due> drainingSince,
    PSet<Due> failing,
    PSet<InstanceId> surplus,
    PSet<InstanceId> hasty,
    PSet<DeploymentId> changing,
    PSet<Long> openOperations,
    PSet<Long> finishable,
    PSet<Long> endedOperations,
    PSet<NodeId> evacuating,
    PSet<ServiceName> doorless,
    PMap<PublicPort, Door> doors,
    Addresses addresses,
    PMap<DeploymentId, Tally> tallies,
    Bag<Generation> followers,
    PMap<DeploymentId, Awaited> awaited,
    PSet<Moved<NodeId>> movedNodes,
    PSet<Moved<DeploymentId>> movedTopologies,
    PMap<DeploymentId, PSet<Long>> waiting) {
  static final Indexes EMPTY =
      new Indexes(
          Rooms.EMPTY,
          Census.EMPTY,
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PMap.empty(),
          Addresses.NONE,
          PMap.empty(),
          Bag.empty(),
          PMap.empty(),
          PSet.empty(),
          PSet.empty(),
          PMap.empty());
}
