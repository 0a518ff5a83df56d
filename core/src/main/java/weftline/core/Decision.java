package weftline.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.model.OperationId;

/// The answer to a command: what it changes, or why it may not.
public sealed interface Decision {
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }

    /// The operation that the change has become, if it was one.
    public Optional<OperationId> operation() {
      return events.stream()
          .flatMap(event ->
              event instanceof Event.OperationStarted(var operation)
                  ? Stream.of(operation.id())
                  : Stream.empty())
          .findFirst();
    }
  }

  record Refused(Problem problem) implements Decision {}

  static Decision accept(Event... events) {
    return new Accepted(List.of(events));
  }

  static Decision refuse(Problem problem) {
    return new Refused(problem);
  }
}
