package weftline.core;

import weftline.model.Generation;
import weftline.model.NodeDescription;
import weftline.model.NodeId;

/// One machine as the controller knows it. A lost node is kept, so that its goal's generation never
/// falls behind what its agent may still hold.
///
/// @param goal the generation at which what it runs was last changed; see [State#goalGeneration]
/// @param followed the newest goal that the node is known to have taken in; see
///   [Event.NodeFollowed]
public record Node(
    NodeDescription description,
    Presence presence,
    boolean drained,
    Generation goal,
    Generation followed) {
  /// Whether the node is heard from.
  public enum Presence {
    UP,
    LOST
  }

  static Node joined(NodeDescription description) {
    return new Node(description, Presence.UP, false, Generation.ZERO, Generation.ZERO);
  }

  public NodeId id() {
    return description.id();
  }

  public int faultDomain() {
    return description.faultDomain();
  }

  public boolean isUp() {
    return presence == Presence.UP;
  }

  /// Whether instances may be placed here.
  boolean isOpen() {
    return isUp() && !drained;
  }

  Node rejoined(NodeDescription newDescription) {
    return new Node(newDescription, Presence.UP, drained, goal, followed);
  }

  Node lost() {
    return new Node(description, Presence.LOST, drained, goal, followed);
  }

  Node withDrained(boolean nowDrained) {
    return new Node(description, presence, nowDrained, goal, followed);
  }

  Node withGoal(Generation newGoal) {
    return new Node(description, presence, drained, newGoal, followed);
  }

  Node withFollowed(Generation nowFollowed) {
    return new Node(description, presence, drained, goal, nowFollowed);
  }
}
