package weftline.core;

import java.time.Instant;

/// Healing stands still: more nodes fell silent at once than can be believed.
///
/// @param reason one sentence for people
public record Standstill(Instant since, String reason) {}
