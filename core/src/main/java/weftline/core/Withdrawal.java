package weftline.core;

import java.time.Instant;

/// A container that was emptied because too much of it was faulty.
///
/// @param returned whether all of its machines have been tested since
/// @param faulty how many were faulty when it returned
public record Withdrawal(
    String container, Instant since, String reason, boolean returned, int faulty) {}
