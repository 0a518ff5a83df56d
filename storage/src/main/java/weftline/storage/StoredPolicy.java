package weftline.storage;

import java.time.Instant;
import java.util.Optional;

/// A stored access policy of a container, queue or table: what it says, signatures that name it
/// need not say.
public record StoredPolicy(
    Optional<Instant> start, Optional<Instant> expiry, Optional<String> permissions) {}
