package weftline.controller.api;

import java.time.Duration;
import java.util.Optional;

/// One controller of the fabric.
///
/// @param role primary, secondary or joining
/// @param health `well`, `silent`, `full`, `other-disk`, `too-old`; `unknown` where another
///   controller than the primary is asked
/// @param version which Weftline it runs; empty if it has not said so
/// @param reads up to which level it reads events; 0 if it has not said so
/// @param level that of the fabric
/// @param heard how long ago it was heard
public record ControllerView(
    String name,
    String address,
    String role,
    String health,
    String version,
    int reads,
    int level,
    Optional<Duration> heard) {}
