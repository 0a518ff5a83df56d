package weftline.net;

import java.io.IOException;
import tools.jackson.core.JacksonException;

/// The text is no JSON, or not the JSON that was expected. Says where and what.
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1;

  JsonException(String message) {
    super(message);
  }

  private JsonException(String message, Throwable cause) {
    super(message, cause);
  }

  static JsonException of(Class<?> type, JacksonException cause) {
    return new JsonException(
        "cannot read %s%s: %s"
            .formatted(
                type == JsonTree.class ? "it" : type.getSimpleName(), place(cause), reason(cause)),
        cause);
  }

  private static String place(JacksonException cause) {
    var path = new StringBuilder();
    for (var step : cause.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    var location = cause.getLocation();
    var line =
        location == null || location.getLineNr() < 1
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return (path.isEmpty() ? "" : " at " + path) + line;
  }

  /// The library's own words, without the second sentence that speaks of its classes. A record that
  /// refuses its values says so better itself.
  private static String reason(JacksonException cause) {
    if (cause.getCause() instanceof IllegalArgumentException refused
        && refused.getMessage() != null) {
      return refused.getMessage();
    }
    var message = cause.getOriginalMessage();
    return message == null ? "no reason given" : message.lines().findFirst().orElse(message);
  }
}
