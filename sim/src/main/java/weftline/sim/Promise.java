package weftline.sim;

import weftline.core.Event;
import weftline.core.State;

/// Something that must hold after every event of every story.
@FunctionalInterface
interface Promise {
  /// Looks at one event and the states around it.
  ///
  /// @throws BrokenPromiseException if it does not
  void hold(State before, Event event, State after);
}
