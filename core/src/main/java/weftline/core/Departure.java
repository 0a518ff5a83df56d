package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.model.Generation;

/// An instance's way out of service, and what comes after it.
///
/// @param routing the routing table that leaves the instance out; empty if none ever named it
/// @param stopGoal the node's goal that first wants it stopped; empty while it drains
/// @param version what runs next, if anything does
/// @param towards the home that it leaves its own for, if that is why it goes
public record Departure(
    Instant since,
    Optional<Generation> routing,
    Optional<Generation> stopGoal,
    Afterwards afterwards,
    int version,
    String reason,
    Optional<Residence> towards) {
  /// What becomes of an instance that has stopped.
  public enum Afterwards {
    /// Starts again, in the same place if it fits there.
    RESTART,
    /// Starts again, on another node if there is one.
    MOVE,
    /// Is gone for good.
    REMOVE,
    /// Stays where it is, stopped, until its node has its operating system.
    STAY
  }

  Departure stopping(Generation goal) {
    return new Departure(since, routing, Optional.of(goal), afterwards, version, reason, towards);
  }
}
