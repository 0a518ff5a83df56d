package weftline.storage.table;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import weftline.net.JsonException;
import weftline.net.JsonField;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Reads entities that clients send. `Name@odata.type` gives the type of `Name` where JSON cannot;
/// what is null is left out.
final class EntityJson {
  private static final String TYPE = "@odata.type";

  private EntityJson() {}

  /// All properties, keys included.
  static SequencedMap<String, Edm> read(byte[] body) {
    try {
      return properties(JsonField.readAll(body));
    } catch (JsonException e) {
      throw new StorageException(StorageError.INVALID_INPUT, "The body is no JSON object.");
    }
  }

  private static SequencedMap<String, Edm> properties(List<JsonField> fields) {
    Map<String, String> types = types(fields);
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    for (JsonField field : fields) {
      String name = field.name();
      boolean metadata = name.startsWith("odata.") || name.indexOf('@') >= 0;
      if (field.kind() == JsonField.Kind.NOTHING) {
        properties.remove(name);
      } else if (!metadata && !name.equals(Entity.TIMESTAMP)) {
        properties.put(name, value(field, Optional.ofNullable(types.get(name))));
      }
    }
    return properties;
  }

  /// By the names of the properties whose types they are.
  private static Map<String, String> types(List<JsonField> fields) {
    Map<String, String> types = new HashMap<>();
    for (JsonField field : fields) {
      if (field.name().endsWith(TYPE) && field.kind() == JsonField.Kind.TEXT) {
        String name = field.name();
        types.put(name.substring(0, name.length() - TYPE.length()), field.text());
      }
    }
    return types;
  }

  private static Edm value(JsonField field, Optional<String> type) {
    if (field.kind() == JsonField.Kind.NESTED) {
      throw invalid(field.name(), "is neither text nor number");
    }
    try {
      return type.isPresent() ? typed(field.name(), field.text(), type.get()) : untyped(field);
    } catch (IllegalArgumentException _) {
      throw invalid(field.name(), "is no " + type.orElse("number"));
    }
  }

  private static Edm untyped(JsonField field) {
    return switch (field.kind()) {
      case TRUTH -> new Edm.Truth(Boolean.parseBoolean(field.text()));
      case WHOLE -> new Edm.Int32(Integer.parseInt(field.text()));
      case REAL -> new Edm.Real(Double.parseDouble(field.text()));
      case TEXT, NOTHING, NESTED -> new Edm.Text(field.text());
    };
  }

  private static Edm typed(String name, String text, String type) {
    return switch (type) {
      case "Edm.String" -> new Edm.Text(text);
      case "Edm.Int32" -> new Edm.Int32(Integer.parseInt(text));
      case "Edm.Int64" -> new Edm.Int64(Long.parseLong(text));
      case "Edm.Double" -> new Edm.Real(real(text));
      case "Edm.Boolean" -> new Edm.Truth(truth(name, text));
      case "Edm.Guid" -> Edm.Guid.parse(text);
      case "Edm.Binary" -> new Edm.Binary(Base64.getDecoder().decode(text));
      case "Edm.DateTime" ->
          new Edm.Moment(Timestamps.parse(text).orElseThrow(() -> invalid(name, "is no time")));
      default -> throw invalid(name, "has the unknown type " + type);
    };
  }

  private static double real(String text) {
    return switch (text) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static boolean truth(String name, String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw invalid(name, "is neither true nor false");
    };
  }

  private static StorageException invalid(String name, String why) {
    return new StorageException(
        StorageError.INVALID_INPUT, "The property '" + name + "' " + why + ".");
  }
}
