package weftline.controller;

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
public record Surroundings(
    Sequencer turns, Mail mail, LongSupplier nanos, long seed, Executor background) {}
