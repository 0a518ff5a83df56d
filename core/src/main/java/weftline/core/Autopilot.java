package weftline.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the fabric does unasked: heal first, then move on. The order below is the order of
/// importance.
public final class Autopilot {
  private static final int ROUNDS_MAX = 1_000;

  private static final List<Step> STEPS =
      List.of(
          new GiveUp(),
          new Examine(),
          new Cautious(new Withdraw()),
          new Retire(),
          new Place(),
          new OpenDoors(),
          new Cautious(new Heal()),
          new StopDrained(),
          new OsWork(),
          new Cautious(new Evacuate()),
          new Brake(),
          new Cautious(new Upgrade()),
          new Finish());

  private Autopilot() {}

  /// What is to be done, and the state in which it has been.
  public record Plan(List<Event> events, State after) {}

  /// Runs the steps until none has anything to add.
  public static List<Event> plan(State state, Instant now) {
    return planned(state, now).events();
  }

  /// Runs the steps until none has anything to add; for a caller who goes on from there.
  public static Plan planned(State state, Instant now) {
    List<Event> planned = new ArrayList<>();
    State ahead = state;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Plan next = firstToAct(ahead, now);
      if (next.events().isEmpty()) {
        return new Plan(planned, ahead);
      }
      planned.addAll(next.events());
      ahead = next.after();
    }
    throw new IllegalStateException(
        "steps do not settle: " + planned.subList(planned.size() - 2, planned.size()));
  }

  private static Plan firstToAct(State state, Instant now) {
    for (Step step : STEPS) {
      Plan next = step.planned(state, now);
      if (!next.events().isEmpty() && FabricLevel.covers(state, next.events())) {
        return next;
      }
    }
    return new Plan(List.of(), state);
  }
}
