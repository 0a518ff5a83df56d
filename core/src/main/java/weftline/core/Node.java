package weftline.core;

import java.time.Instant;
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
/// @param fitness how far the machine is trusted; empty if nothing was ever held against it
/// @param os what is known of its operating system; empty if nothing is
public record Node(
    NodeDescription description,
    Presence presence,
    boolean drained,
    Generation goal,
    Generation followed,
    Optional<Location> location,
    Optional<Fitness> fitness,
    Optional<NodeOs> os) {
  /// Whether the node is heard from.
  public enum Presence {
    UP,
    /// Not heard from in time, and not given up: what is there may well be running.
    SILENT,
    LOST
  }

  static Node joined(NodeDescription description) {
    return new Node(
        description,
        Presence.UP,
        false,
        Generation.ZERO,
        Generation.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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

  public boolean isLost() {
    return presence == Presence.LOST;
  }

  public Condition condition() {
    return fit().condition();
  }

  /// How far the machine is trusted.
  public Fitness fit() {
    return fitness.orElse(Fitness.TRUSTED);
  }

  /// What is known of its operating system.
  public NodeOs system() {
    return os.orElse(NodeOs.UNKNOWN);
  }

  /// Whether it may well be silent, for it is getting another operating system.
  boolean isAway() {
    return condition() == Condition.UPDATING && system().order().isPresent();
  }

  /// The container it stands in; one that no inventory lists stands with those that fail together
  /// with it.
  public String container() {
    return location
        .map(Location::container)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> "fd-" + faultDomain());
  }

  /// Whether what is here should live elsewhere.
  boolean isToBeEmptied() {
    return drained || condition() == Condition.FAULTY || condition() == Condition.OFFLINE;
  }

  /// Whether it is heard from and trusted.
  public boolean isReady() {
    return isUp() && condition() == Condition.READY;
  }

  /// Whether instances may be placed here.
  boolean isOpen() {
    return isReady() && !drained;
  }

  /// Whether a census counts both in the same way.
  boolean countsLike(Node other) {
    return presence == other.presence
        && faultDomain() == other.faultDomain()
        && location.equals(other.location)
        && fitness.equals(other.fitness)
        && os.equals(other.os);
  }

  Node rejoined(NodeDescription newDescription) {
    return new Node(newDescription, Presence.UP, drained, goal, followed, location, fitness, os);
  }

  /// @param at absent in logs of the time before this was written down
  Node lost(Optional<Instant> at) {
    return withPresence(Presence.LOST)
        .trusted(at.map(when -> fit().lostAt(when)).or(() -> fitness));
  }

  Node withPresence(Presence newPresence) {
    return new Node(description, newPresence, drained, goal, followed, location, fitness, os);
  }

  Node withFitness(Fitness newFitness) {
    return trusted(Optional.of(newFitness));
  }

  Node withDrained(boolean nowDrained) {
    return new Node(description, presence, nowDrained, goal, followed, location, fitness, os);
  }

  Node withGoal(Generation newGoal) {
    return new Node(description, presence, drained, newGoal, followed, location, fitness, os);
  }

  Node withFollowed(Generation nowFollowed) {
    return new Node(description, presence, drained, goal, nowFollowed, location, fitness, os);
  }

  Node withOs(NodeOs newOs) {
    return new Node(
        description, presence, drained, goal, followed, location, fitness, Optional.of(newOs));
  }

  Node at(Optional<Location> nowAt) {
    return new Node(description, presence, drained, goal, followed, nowAt, fitness, os);
  }

  private Node trusted(Optional<Fitness> newFitness) {
    return new Node(description, presence, drained, goal, followed, location, newFitness, os);
  }
}
