package weftline.core;

import java.util.Optional;
import weftline.model.OsOrder;

/// Judges what operators say of the operating systems of the machines.
final class OsChanges {
  private OsChanges() {}

  static Decision of(State state, Command.SetOsGoal wish) {
    return obstacle(state, wish)
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.OsGoalSet(OsGoal.of(wish))));
  }

  static Decision of(State state, Command.RuleOs rule) {
    Optional<OsGoal> goal = state.upkeep().os();
    if (goal.isEmpty()) {
      return Decision.refuse(
          new Problem.Conflict(
              "no operating system is asked for", "ask for one with `wfl os upgrade`"));
    }
    boolean isPaused = goal.get().isPaused();
    return switch (rule.ruling()) {
      case PAUSE ->
          isPaused
              ? pointless("it is paused already")
              : Decision.accept(new Event.OsGoalPaused(rule.by() + " says so"));
      case RESUME ->
          isPaused
              ? Decision.accept(new Event.OsGoalResumed(rule.by()))
              : pointless("it is not paused");
      case CANCEL -> Decision.accept(new Event.OsGoalDropped(rule.by()));
    };
  }

  private static Decision pointless(String reason) {
    return Decision.refuse(new Problem.Conflict(reason, "see `wfl os`"));
  }

  private static Optional<Problem> obstacle(State state, Command.SetOsGoal wish) {
    if (!OsOrder.isVersion(wish.version())) {
      return Optional.of(
          new Problem.Invalid(
              "'%s' cannot be the version of an operating system".formatted(wish.version()),
              "write letters, digits and . _ + : ~ -"));
    }
    return wish.scope()
        .container()
        .filter(name -> state.indexes().census().in(name).nodes().isEmpty())
        .map(name -> new Problem.NotFound("there is no container " + name, "see `wfl containers`"))
        .or(() ->
            wish.scope().nodes().stream()
                .filter(id -> !state.nodes().containsKey(id))
                .findFirst()
                .map(id -> new Problem.NotFound("there is no node " + id, "see `wfl nodes`")))
        .map(Problem.class::cast);
  }
}
