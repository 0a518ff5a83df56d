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
          new Cautious(new Evacuate()),
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
      List<Event> events = firstToAct(ahead, now);
      if (events.isEmpty()) {
        return new Plan(planned, ahead);
      }
      planned.addAll(events);
      ahead = ahead.applyAll(events);
    }
    throw new IllegalStateException(
        "steps do not settle: " + planned.subList(planned.size() - 2, planned.size()));
  }

  private static List<Event> firstToAct(State state, Instant now) {
    for (Step step : STEPS) {
      List<Event> events = step.plan(state, now);
      if (!events.isEmpty()) {
        return events;
      }
    }
    return List.of();
  }
}
