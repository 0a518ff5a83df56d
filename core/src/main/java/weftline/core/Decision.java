package weftline.core;

import java.util.List;

/// The answer to a command: what it changes, or why it may not.
public sealed interface Decision {
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
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
