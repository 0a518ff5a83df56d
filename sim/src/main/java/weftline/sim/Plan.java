package weftline.sim;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a story is made of; the same plan always makes the same story.
///
/// @param actions how many times something is asked for or goes wrong
/// @param faults what may go wrong; what is left out is skipped, and all else stays as it was
/// @param cast who takes part
public record Plan(long seed, int actions, Set<Fault> faults, Cast cast) {
  private static final int ACTIONS = 60;

  public Plan {
    faults = Set.copyOf(faults);
  }

  Plan(long seed, int actions, Set<Fault> faults) {
    this(seed, actions, faults, Cast.of(seed));
  }

  public static Plan of(long seed) {
    return new Plan(seed, ACTIONS, EnumSet.allOf(Fault.class));
  }

  Plan withActions(int newActions) {
    return new Plan(seed, newActions, faults, cast);
  }

  Plan without(Fault fault) {
    return new Plan(
        seed,
        actions,
        faults.stream().filter(each -> each != fault).collect(Collectors.toUnmodifiableSet()),
        cast);
  }

  Plan withCast(Cast newCast) {
    return new Plan(seed, actions, faults, newCast);
  }
}
