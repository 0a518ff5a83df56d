package weftline.controller;

import java.time.Duration;

/// Runs the tasks of a replicated ledger, one after the other and in the order they came: a thread
/// of its own in production, the agenda in the simulator.
public interface Sequencer {
  /// Never runs it at once, in the caller's hands.
  void execute(Runnable task);

  void after(Duration delay, Runnable task);
}
