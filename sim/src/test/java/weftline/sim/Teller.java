package weftline.sim;

import java.util.function.LongPredicate;

/// Tells stories to somebody who knows only the JDK: says whether the one of a seed ends well.
public final class Teller implements LongPredicate {
  /// Called by name, from outside of its class loader.
  public Teller() {}

  @Override
  public boolean test(long seed) {
    return Simulation.tell(Plan.of(seed), Trace.NONE).isFine();
  }
}
