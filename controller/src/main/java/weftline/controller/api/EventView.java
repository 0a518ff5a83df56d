package weftline.controller.api;

import java.time.Instant;

/// One line of `GET /v1/events`; the event itself is in the JSON besides, as `event`.
///
/// @param kind the event's name, for example `InstanceReported`
/// @param subject what it is about, for example `creditcheck/production/web_IN_0`; may be empty
/// @param text one sentence for people
public record EventView(long number, Instant time, String kind, String subject, String text) {}
