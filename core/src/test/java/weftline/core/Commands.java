package weftline.core;

import java.time.Instant;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Gives commands to a state, and expects that they are accepted.
final class Commands {
  private Commands() {}

  static Command deploy(String service, ServiceModel model) {
    return new Command.Deploy(
        Instant.EPOCH, "ann", new ServiceName(service), Slot.PRODUCTION, "", model);
  }

  /// Also beyond the room there is.
  static Command scale(String service, String role, int instances) {
    return new Command.Scale(
        Instant.EPOCH, "ann", new ServiceName(service), Slot.PRODUCTION, role, instances, true);
  }

  /// The state after a command, and after all that the autopilot makes of it.
  static State accepted(State state, Command command) {
    return switch (Decider.decide(state, command)) {
      case Decision.Accepted(var events) -> {
        State ahead = state.applyAll(events);
        yield ahead.applyAll(Autopilot.plan(ahead, command.at()));
      }
      case Decision.Refused(var problem) -> throw new AssertionError(problem.message());
    };
  }
}
