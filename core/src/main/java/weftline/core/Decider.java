package weftline.core;

import java.util.List;

/// Judges commands: records what is asked or seen, and refuses what makes no sense. Moves nothing
/// itself; see [Autopilot].
public final class Decider {
  private Decider() {}

  public static Decision decide(State state, Command command) {
    return new Decision.Accepted(List.of());
  }
}
