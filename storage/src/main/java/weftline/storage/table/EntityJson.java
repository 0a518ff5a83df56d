package weftline.storage.table;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import weftline.net.JsonException;
import weftline.net.JsonTree;
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
      return properties(JsonTree.parse(body));
    } catch (JsonException e) {
      throw new StorageException(StorageError.INVALID_INPUT, "The body is no JSON object.");
    }
  }

  private static SequencedMap<String, Edm> properties(JsonTree body) {
    SequencedMap<String, Edm> properties = new LinkedHashMap<>();
    for (String name : body.names()) {
      boolean metadata = name.startsWith("odata.") || name.indexOf('@') >= 0;
      boolean given = !metadata && !name.equals(Entity.TIMESTAMP) && !body.at(name).missing();
      if (given) {
        Optional<String> type = body.at(name + TYPE).text();
        properties.put(name, value(name, body.at(name), type));
      }
    }
    return properties;
  }

  private static Edm value(String name, JsonTree json, Optional<String> type) {
    String text = json.text().orElseThrow(() -> invalid(name, "is neither text nor number"));
    try {
      return type.isPresent() ? typed(name, text, type.get()) : untyped(json, text);
    } catch (IllegalArgumentException _) {
      throw invalid(name, "is no " + type.orElse("number"));
    }
  }

  private static Edm untyped(JsonTree json, String text) {
    if (json.isText()) {
      return new Edm.Text(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return new Edm.Truth(json.isTrue());
    }
    return json.number().isPresent()
        ? new Edm.Int32(Integer.parseInt(text))
        : new Edm.Real(Double.parseDouble(text));
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
