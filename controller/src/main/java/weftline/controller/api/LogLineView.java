package weftline.controller.api;

import java.time.Instant;

/// One line of `GET /v1/logs/{service}`.
///
/// @param instance for example `web_IN_0`
/// @param stream `stdout` or `stderr`
public record LogLineView(Instant time, String instance, String stream, String line) {}
