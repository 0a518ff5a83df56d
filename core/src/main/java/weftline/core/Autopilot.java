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
    return plan(Ahead.of(state), now);
  }

  /// The same, for a caller who goes on from there.
  public static Plan planned(State state, Instant now) {
    Ahead ahead = Ahead.of(state);
    List<Event> events = plan(ahead, now);
    return new Plan(events, ahead.kept());
  }

  /// The same, for a caller who has decided something before.
  public static List<Event> plan(Ahead ahead, Instant now) {
    List<Event> planned = new ArrayList<>();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      List<Event> next = firstToAct(ahead, now);
      if (next.isEmpty()) {
        return planned;
      }
      planned.addAll(next);
    }
    throw new IllegalStateException(
        "steps do not settle: " + planned.subList(planned.size() - 2, planned.size()));
  }

  private static List<Event> firstToAct(Ahead ahead, Instant now) {
    for (Step step : STEPS) {
      List<Event> events = step.act(ahead, now);
      if (!events.isEmpty()) {
        return events;
      }
    }
    return List.of();
  }
}
