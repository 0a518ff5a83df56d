package weftline.controller.api;

import java.util.List;
import weftline.core.Rehearsal;

/// What a deployment or an upgrade would come to.
///
/// @param ends whether it would come to its end
/// @param obstacle what it would stop at; empty if it comes to its end
/// @param instances how many instances there would be
/// @param floor how many must serve at all times
/// @param lowest how many would serve when the fewest do
public record PlanView(
    boolean ends,
    String obstacle,
    List<String> steps,
    int instances,
    int floor,
    int lowest,
    boolean keepsFloor,
    List<String> cures) {
  public PlanView {
    steps = List.copyOf(steps);
    cures = List.copyOf(cures);
  }

  static PlanView of(Rehearsal.Outcome outcome) {
    return new PlanView(
        outcome.ends(),
        outcome.obstacle(),
        outcome.steps(),
        outcome.instances(),
        outcome.floor(),
        outcome.lowest(),
        outcome.keepsFloor(),
        outcome.cures());
  }
}
