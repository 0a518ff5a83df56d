package weftline.core;

import weftline.model.Generation;

/// The numbers that only grow.
///
/// @param routing the generation of the routing table
/// @param room moves whenever there may be room where there was none
/// @param goals the generation of the goal that moved last, whose ever it is
public record Counters(
    Generation routing, long operations, long deployments, long room, long goals) {
  static final Counters ZERO = new Counters(Generation.ZERO, 0, 0, 0, 0);

  Counters withNextRouting() {
    return new Counters(routing.next(), operations, deployments, room, goals);
  }

  Counters withOperation(long number) {
    return new Counters(routing, Math.max(operations, number), deployments, room, goals);
  }

  Counters withNextDeployment() {
    return new Counters(routing, operations, deployments + 1, room, goals);
  }

  Counters withMoreRoom() {
    return new Counters(routing, operations, deployments, room + 1, goals);
  }

  Generation goal() {
    return new Generation(goals);
  }

  Counters withNextGoal() {
    return new Counters(routing, operations, deployments, room, goals + 1);
  }

  /// No goal of ours has a higher generation; one read from an old checkpoint might.
  Counters withGoal(Generation atLeast) {
    return new Counters(routing, operations, deployments, room, Math.max(goals, atLeast.value()));
  }

  /// Never behind the other ones, and with room where there was none.
  Counters atLeast(Counters other) {
    return new Counters(
        routing.isAfter(other.routing) ? routing : other.routing,
        Math.max(operations, other.operations),
        Math.max(deployments, other.deployments),
        Math.max(room, other.room) + 1,
        Math.max(goals, other.goals));
  }
}
