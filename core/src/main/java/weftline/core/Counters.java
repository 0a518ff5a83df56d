package weftline.core;

import weftline.model.Generation;

/// The numbers that only grow.
///
/// @param routing the generation of the routing table
/// @param room moves whenever there may be room where there was none
public record Counters(Generation routing, long operations, long deployments, long room) {
  static final Counters ZERO = new Counters(Generation.ZERO, 0, 0, 0);

  Counters withNextRouting() {
    return new Counters(routing.next(), operations, deployments, room);
  }

  Counters withOperation(long number) {
    return new Counters(routing, Math.max(operations, number), deployments, room);
  }

  Counters withNextDeployment() {
    return new Counters(routing, operations, deployments + 1, room);
  }

  Counters withMoreRoom() {
    return new Counters(routing, operations, deployments, room + 1);
  }
}
