package weftline.net;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One field of a JSON object whose values are mostly plain ones, read without a tree of it.
///
/// @param text the value as it was written, without quotes; empty where there is none
public record JsonField(String name, Kind kind, String text) {
  /// All fields of an object, in order; one that stands there twice comes twice.
  public static List<JsonField> readAll(byte[] bytes) throws JsonException {
    try (JsonParser in = Json.parser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonException("there is no object");
      }
      List<JsonField> fields = new ArrayList<>();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        fields.add(read(name, in));
      }
      if (in.nextToken() != null) {
        throw new JsonException("there is more behind the object");
      }
      return fields;
    } catch (JacksonException e) {
      throw JsonException.of(JsonField.class, e);
    }
  }

  private static JsonField read(String name, JsonParser in) {
    return switch (in.nextToken()) {
      case VALUE_STRING -> new JsonField(name, Kind.TEXT, in.getString());
      case VALUE_NUMBER_INT -> new JsonField(name, Kind.WHOLE, in.getString());
      case VALUE_NUMBER_FLOAT -> new JsonField(name, Kind.REAL, in.getString());
      case VALUE_TRUE, VALUE_FALSE -> new JsonField(name, Kind.TRUTH, in.getString());
      case VALUE_NULL -> new JsonField(name, Kind.NOTHING, "");
      case null, default -> {
        in.skipChildren();
        yield new JsonField(name, Kind.NESTED, "");
      }
    };
  }

  /// What a value is.
  public enum Kind {
    TEXT,
    WHOLE,
    REAL,
    TRUTH,
    NOTHING,
    NESTED
  }
}
