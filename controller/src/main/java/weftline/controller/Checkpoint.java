package weftline.controller;

import java.time.Instant;
import weftline.core.Snapshot;

/// The state after some entry, so that the entries up to there need not be kept.
///
/// @param next the index of the first entry that is not in it
/// @param at when the last entry in it was decided
public record Checkpoint(long next, Instant at, Snapshot state) {}
