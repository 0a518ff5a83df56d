package weftline.bench.fabric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import weftline.controller.api.EventView;

/// What was written down while one death healed, each counted from it: says what took how long.
///
/// @param events what the controllers have written down, the oldest first
record HealingSteps(Instant death, List<EventView> events) {
  HealingSteps {
    events = List.copyOf(events);
  }

  /// One line, for people.
  String text() {
    return events.stream()
        .filter(event -> event.time().isAfter(death))
        .map(event ->
            "%s +%d".formatted(event.kind(), Duration.between(death, event.time()).toMillis()))
        .collect(Collectors.joining(", "));
  }
}
