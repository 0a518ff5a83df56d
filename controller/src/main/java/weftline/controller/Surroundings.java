package weftline.controller;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// All that a replicated ledger gets from the world: whoever hands these in decides whether it runs
/// in a data centre or in a simulator.
///
/// @param turns where its tasks run
/// @param mail how it reaches the others
/// @param nanos how much time has passed; cannot be set
/// @param seed of its dice
/// @param background runs what may take long
/// @param silenceMax how long nothing may be heard of a primary before another one is elected;
///   about the same for all controllers
public record Surroundings(
    Sequencer turns,
    Mail mail,
    LongSupplier nanos,
    long seed,
    Executor background,
    Duration silenceMax) {
  /// On a machine that is not overloaded, another primary decides within a second.
  public static final Duration SILENCE_MAX = Duration.ofMillis(500);

  public Surroundings(
      Sequencer turns, Mail mail, LongSupplier nanos, long seed, Executor background) {
    this(turns, mail, nanos, seed, background, SILENCE_MAX);
  }
}
