package weftline.sim;

import java.util.Optional;

/// Tells stories, and makes those that end badly as short as they go.
public final class Simulation {
  private Simulation() {}

  public static Story tell(Plan plan, Trace trace) {
    World world = new World(plan, trace);
    try {
      world.run();
      return world.story(Optional.empty());
    } catch (RuntimeException | AssertionError e) {
      return world.story(Optional.of(e.toString()));
    }
  }

  /// The shortest plan found that still ends badly: fewer actions first, then a simpler cast, then
  /// fewer kinds of fault.
  public static Story shrink(Story failed) {
    Story shortest = failed;
    int good = 0;
    while (shortest.plan().actions() - good > 1) {
      int middle = (good + shortest.plan().actions()) >>> 1;
      Story tried = tell(shortest.plan().withActions(middle), Trace.NONE);
      if (tried.isFine()) {
        good = middle;
      } else {
        shortest = tried;
      }
    }
    Story plain = tell(shortest.plan().withCast(Cast.PLAIN), Trace.NONE);
    if (!plain.isFine()) {
      shortest = plain;
    }
    for (Fault fault : Fault.values()) {
      Story tried = tell(shortest.plan().without(fault), Trace.NONE);
      if (!tried.isFine()) {
        shortest = tried;
      }
    }
    return shortest;
  }
}
