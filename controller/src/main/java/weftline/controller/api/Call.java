package weftline.controller.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import weftline.core.Problem;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.net.JsonException;
import weftline.net.JsonTree;
import weftline.net.PathParameters;
import weftline.net.Query;
import weftline.net.Request;

/// One request of the management API that has been let in, and its parts as the fabric's own types.
///
/// @param by who asks, for the record
record Call(Request request, PathParameters path, Query query, String by) {
  private static final int BODY_BYTES_MAX = 4 << 20;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  ServiceName service() throws AnswerException {
    return parse("service", path.text("service"), ServiceName::new);
  }

  Slot slot() throws AnswerException {
    return slot(path.text("slot"));
  }

  NodeId node() throws AnswerException {
    return parse("node", path.text("node"), NodeId::new);
  }

  Optional<Slot> wantedSlot() throws AnswerException {
    var wanted = option("slot");
    return wanted.isPresent() ? Optional.of(slot(wanted.get())) : Optional.empty();
  }

  /// How long the caller would wait for news; none unless it says so.
  Duration waiting() throws AnswerException {
    var wait = Duration.ofSeconds(number("wait"));
    return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
  }

  /// A parameter that is a whole number; 0 if it is not there.
  long number(String name) throws AnswerException {
    var text = option(name).orElse("0");
    return parse(
        name,
        text,
        digits -> {
          long number = Long.parseLong(digits);
          if (number < 0) {
            throw new IllegalArgumentException("it is below 0");
          }
          return number;
        });
  }

  /// A parameter that narrows the answer; absent if it is empty.
  Optional<String> option(String name) {
    return query.first(name).filter(text -> !text.isEmpty());
  }

  boolean flag(String name) {
    return option(name).filter(text -> !text.equals("false")).isPresent();
  }

  JsonTree json() throws IOException, AnswerException {
    return json(BODY_BYTES_MAX);
  }

  JsonTree json(long bytesMax) throws IOException, AnswerException {
    try (InputStream body = request.bodyStream()) {
      var bytes = body.readNBytes(Math.toIntExact(bytesMax + 1));
      if (bytes.length > bytesMax) {
        throw invalid("The body is longer than " + bytesMax + " bytes.", "Send less.");
      }
      return bytes.length == 0 ? JsonTree.parse("{}") : JsonTree.parse(bytes);
    } catch (JsonException e) {
      throw invalid("The body is no JSON: " + e.getMessage(), "Send one JSON object.");
    }
  }

  /// A property of the body that must be there.
  static String required(JsonTree body, String name) throws AnswerException {
    return body.at(name)
        .text()
        .orElseThrow(() ->
            invalid(
                "The body has no text '%s'.".formatted(name),
                "See /openapi.json for what this request takes."));
  }

  /// Reads one part of a request; what the reader refuses is the caller's mistake.
  static <T> T parse(String what, String text, Function<String, T> reader) throws AnswerException {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw invalid("'%s' is no %s: %s".formatted(text, what, e.getMessage()), "Correct it.");
    }
  }

  static AnswerException invalid(String message, String cure) {
    return new AnswerException(new Problem.Invalid(message, cure));
  }

  private static Slot slot(String text) throws AnswerException {
    return parse(
        "slot (production or staging)", text, name -> Slot.valueOf(name.toUpperCase(Locale.ROOT)));
  }
}
