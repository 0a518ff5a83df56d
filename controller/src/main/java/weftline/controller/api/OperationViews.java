package weftline.controller.api;

import java.util.Locale;
import weftline.core.Explain;
import weftline.core.Operation;
import weftline.core.State;

/// Shows operations.
final class OperationViews {
  private OperationViews() {}

  static OperationView of(State state, Operation operation) {
    var subject = operation.subject();
    return new OperationView(
        operation.id().value(),
        operation.kind().name().toLowerCase(Locale.ROOT),
        subject.service().map(Object::toString),
        subject.slot().map(Object::toString),
        subject.node().map(Object::toString),
        operation.by(),
        progress(operation.state()),
        operation.reason(),
        operation.isRunning() ? Explain.waitsFor(state, operation) : "",
        operation.isRunning() && Explain.isUnplaceable(state, operation),
        operation.startedAt(),
        operation.endedAt());
  }

  private static String progress(Operation.Progress progress) {
    return switch (progress) {
      case RUNNING -> "running";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case ROLLED_BACK -> "rolledBack";
    };
  }
}
