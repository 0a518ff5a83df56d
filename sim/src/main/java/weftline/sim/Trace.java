package weftline.sim;

import java.time.Instant;

/// Told what happens in a story, for people who want to read it.
@FunctionalInterface
public interface Trace {
  Trace NONE = (_, _) -> {};

  void line(Instant at, String what);
}
