package weftline.controller.api;

import java.time.Instant;
import weftline.controller.Journal;
import weftline.core.Event;
import weftline.core.Narrator;
import weftline.core.State;

/// What `GET /v1/events` sends for each event: what [EventView] shows, and the event itself.
record EventLine(long number, Instant time, String kind, String subject, String text, Event event) {
  static EventLine of(State state, Journal.Line line) {
    return new EventLine(
        line.number(),
        line.at(),
        line.event().getClass().getSimpleName(),
        Subjects.of(state, line.event()),
        Narrator.describe(line.event()),
        line.event());
  }
}
