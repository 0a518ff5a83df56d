package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Command.Scale;

/// Says whether there is room for a role that is to grow: for all of it or for none.
final class Growth {
  private Growth() {}

  /// What stands in the way, with the smallest changes that would help; nothing if all fits, or
  /// nothing more is asked for.
  static Optional<Problem> obstacle(State state, Scale scale, Event.ConfigurationChanged changed) {
    Deployment before = state.deployment(changed.deployment());
    if (scale.instances() <= before.instances(scale.role())) {
      return Optional.empty();
    }
    State ahead = state.apply(changed);
    Deployment after = ahead.deployment(before.id());
    return Cures.fits(ahead, after)
        ? Optional.empty()
        : Optional.of(noRoom(ahead, after, scale.role()));
  }

  private static Problem noRoom(State ahead, Deployment deployment, String role) {
    String reason =
        Place.place(ahead, deployment).stream()
            .flatMap(event ->
                event instanceof Event.PlacementFailed(_, var failure)
                    ? Optional.of(failure.reason()).stream()
                    : Optional.<String>empty().stream())
            .findFirst()
            .orElse("there is no room for all of " + role);
    List<String> ways = new ArrayList<>(Cures.of(ahead, deployment, role));
    ways.add("with force they start when there is room");
    return new Problem.NoRoom(reason, String.join("; ", ways));
  }
}
