package weftline.core;

import weftline.model.NodeId;

/// Which machines run which operating system, and which of them are getting another; never written
/// down.
///
/// @param updating nodes that get another one, and are not lost
/// @param byVersion nodes that are not lost, by what they say that they run
record Systems(PSet<NodeId> updating, PMap<String, PSet<NodeId>> byVersion) {
  static final Systems NONE = new Systems(PSet.empty(), PMap.empty());

  PSet<NodeId> at(String version) {
    return byVersion.get(version).orElse(PSet.empty());
  }

  Systems with(Node node, boolean member) {
    if (node.isLost()) {
      return this;
    }
    PSet<NodeId> now =
        node.condition() == Condition.UPDATING ? updating.with(node.id(), member) : updating;
    return new Systems(
        now,
        node.system()
            .version()
            .map(version -> counted(version, at(version).with(node.id(), member)))
            .orElse(byVersion));
  }

  private PMap<String, PSet<NodeId>> counted(String version, PSet<NodeId> nodes) {
    return nodes.isEmpty() ? byVersion.without(version) : byVersion.with(version, nodes);
  }
}
