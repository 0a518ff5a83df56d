package weftline.core;

import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// What the tables imply, kept at hand so that no step ever searches the fabric: the work lists and
/// the capacity index. Never written down; rebuilt from the tables.
///
/// @param unplaced instances without a node
/// @param draining instances out of rotation, not told to stop yet
/// @param failing instances that have failed too often where they are
/// @param surplus instances that nobody wants and that are not on their way out
/// @param changing deployments with a walk under way, or being deleted
/// @param evacuating drained nodes on which somebody still lives
/// @param doorless services with a public endpoint that has no usable address
/// @param doors who has which public port
record Indexes(
    Rooms rooms,
    PSet<InstanceId> unplaced,
    PSet<InstanceId> draining,
    PSet<InstanceId> failing,
    PSet<InstanceId> surplus,
    PSet<DeploymentId> changing,
    PSet<Long> openOperations,
    PSet<NodeId> evacuating,
    PSet<ServiceName> doorless,
    PMap<PublicPort, Door> doors,
    PMap<DeploymentId, Tally> tallies) {
  static final Indexes EMPTY =
      new Indexes(
          Rooms.EMPTY,
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PSet.empty(),
          PMap.empty(),
          PMap.empty());
}
