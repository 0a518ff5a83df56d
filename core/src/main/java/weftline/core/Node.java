package weftline.core;

import java.util.Optional;
import weftline.model.Generation;
import weftline.model.Location;
import weftline.model.NodeDescription;
import weftline.model.NodeId;

/// One machine as the controller knows it. A lost node is kept, so that its goal's generation never
/// falls behind what its agent may still hold.
///
/// @param goal the generation at which what it runs was last changed; see [State#goalGeneration]
/// @param followed the newest goal that the node is known to have taken in; see
///   [Event.NodeFollowed]
/// @param location what the inventory says of it, if it is listed
public record Node(
    NodeDescription description,
    Presence presence,
    boolean drained,
    Generation goal,
    Generation followed,
    Optional<Location> location) {
  /// Whether the node is heard from.
  public enum Presence {
    UP,
    LOST
  }

  static Node joined(NodeDescription description) {
    return new Node(
        description, Presence.UP, false, Generation.ZERO, Generation.ZERO, Optional.empty());
  }

  public NodeId id() {
    return description.id();
  }

  /// What the inventory says, else what the node says of itself.
  public int faultDomain() {
    return location.map(Location::faultDomain).orElse(description.faultDomain());
  }

  public boolean isUp() {
    return presence == Presence.UP;
  }

  /// Whether instances may be placed here.
  boolean isOpen() {
    return isUp() && !drained;
  }

  Node rejoined(NodeDescription newDescription) {
    return new Node(newDescription, Presence.UP, drained, goal, followed, location);
  }

  Node lost() {
    return new Node(description, Presence.LOST, drained, goal, followed, location);
  }

  Node withDrained(boolean nowDrained) {
    return new Node(description, presence, nowDrained, goal, followed, location);
  }

  Node withGoal(Generation newGoal) {
    return new Node(description, presence, drained, newGoal, followed, location);
  }

  Node withFollowed(Generation nowFollowed) {
    return new Node(description, presence, drained, goal, nowFollowed, location);
  }

  Node at(Optional<Location> nowAt) {
    return new Node(description, presence, drained, goal, followed, nowAt);
  }
}
