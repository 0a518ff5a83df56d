package weftline.controller.api;

import java.time.Instant;
import java.util.Optional;

/// One change that somebody asked for, and what became of it.
///
/// @param kind `deploy`, `configure`, `upgrade`, `walk`, `rollback`, `swap`, `scale`, `delete`,
///   `drain` or `undrain`
/// @param state `running`, `succeeded`, `failed` or `rolledBack`
/// @param reason why it ended as it did; empty while it runs
/// @param waitsFor what it waits for, one sentence; empty once it has ended
/// @param unplaceable whether it waits for room that is not there
public record OperationView(
    String id,
    String kind,
    Optional<String> service,
    Optional<String> slot,
    Optional<String> node,
    String by,
    String state,
    String reason,
    String waitsFor,
    boolean unplaceable,
    Instant startedAt,
    Optional<Instant> endedAt) {

  public boolean isRunning() {
    return state.equals("running");
  }
}
