package weftline.controller;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a machine.
///
/// @param wall says what time it is; can be set, forward and back
/// @param monotonicNanos says how much time has passed; [System#nanoTime] in production
public record Time(InstantSource wall, LongSupplier monotonicNanos) {}
