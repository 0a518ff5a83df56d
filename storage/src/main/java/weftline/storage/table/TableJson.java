package weftline.storage.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weftline.net.Json;
import weftline.net.Percent;
import weftline.net.Response;
import weftline.storage.Parameters;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Writes tables and entities for clients.
///
/// @param endpoint of the account
/// @param select the properties that the client wants; empty means all
record TableJson(String account, String endpoint, MetadataLevel level, Set<String> select) {
  TableJson {
    select = Set.copyOf(select);
  }

  /// Writes as the parameters and the `Accept` header of a request ask for.
  static TableJson of(StorageRequest request, Parameters query, String accept) {
    return new TableJson(
        request.account(),
        request.endpoint(),
        MetadataLevel.of(query.first("$format").orElse(accept)),
        selected(query.text("$select")));
  }

  Response table(int status, TableRow table) {
    Map<String, Object> json = metadata("Tables/@Element");
    json.putAll(entry(table));
    return response(status, json);
  }

  Response tables(List<TableRow> tables) {
    Map<String, Object> json = metadata("Tables");
    json.put("value", tables.stream().map(this::entry).toList());
    return response(200, json);
  }

  private Map<String, Object> entry(TableRow table) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (level == MetadataLevel.FULL) {
      String link = "Tables('" + table.name() + "')";
      json.put("odata.type", account + ".Tables");
      json.put("odata.id", endpoint + "/" + link);
      json.put("odata.editLink", link);
    }
    json.put("TableName", table.name());
    return json;
  }

  Response entity(int status, String table, Entity entity) {
    Map<String, Object> json = metadata(table + "/@Element");
    json.putAll(entry(table, entity));
    return response(status, json).with("ETag", entity.etag());
  }

  Response entities(String table, List<Entity> entities) {
    Map<String, Object> json = metadata(table);
    json.put("value", entities.stream().map(entity -> entry(table, entity)).toList());
    return response(200, json);
  }

  private Map<String, Object> entry(String table, Entity entity) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (level == MetadataLevel.FULL) {
      json.put("odata.type", account + "." + table);
      json.put("odata.id", endpoint + "/" + link(table, entity));
    }
    if (level != MetadataLevel.NONE) {
      json.put("odata.etag", entity.etag());
    }
    if (level == MetadataLevel.FULL) {
      json.put("odata.editLink", link(table, entity));
    }
    for (String name : List.of(Entity.PARTITION_KEY, Entity.ROW_KEY, Entity.TIMESTAMP)) {
      entity.property(name).ifPresent(value -> put(json, name, value));
    }
    entity.properties().forEach((name, value) -> put(json, name, value));
    // What is wanted and absent is shown as null.
    select.stream()
        .filter(name -> entity.property(name).isEmpty())
        .sorted()
        .forEach(name -> json.put(name, Optional.empty()));
    return json;
  }

  static String link(String table, Entity entity) {
    return table
        + "(PartitionKey='"
        + quoted(entity.partition())
        + "',RowKey='"
        + quoted(entity.row())
        + "')";
  }

  private static String quoted(String key) {
    return Percent.encode(key.replace("'", "''"));
  }

  private void put(Map<String, Object> json, String name, Edm value) {
    if (!select.isEmpty() && !select.contains(name)) {
      return;
    }
    if (needsType(name, value)) {
      json.put(name + "@odata.type", value.type());
    }
    json.put(name, plain(value));
  }

  /// Whether a client could not tell the type from the value.
  private boolean needsType(String name, Edm value) {
    return switch (value) {
      case Edm.Text _, Edm.Int32 _, Edm.Truth _ -> false;
      case Edm.Real(var number) -> level != MetadataLevel.NONE && !Double.isFinite(number);
      case Edm.Moment _ when name.equals(Entity.TIMESTAMP) -> level == MetadataLevel.FULL;
      case Edm.Int64 _, Edm.Moment _, Edm.Guid _, Edm.Binary _ -> level != MetadataLevel.NONE;
    };
  }

  private static Object plain(Edm value) {
    return switch (value) {
      case Edm.Text(var text) -> text;
      case Edm.Int32(var number) -> number;
      case Edm.Int64(var number) -> Long.toString(number);
      case Edm.Real(var number) when Double.isFinite(number) -> number;
      case Edm.Real(var number) -> Double.toString(number);
      case Edm.Truth(var truth) -> truth;
      case Edm.Moment(var time) -> Timestamps.value(time);
      case Edm.Guid(var id) -> id.toString();
      case Edm.Binary binary -> binary.base64();
    };
  }

  private Map<String, Object> metadata(String fragment) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (level != MetadataLevel.NONE) {
      json.put("odata.metadata", endpoint + "/$metadata#" + fragment);
    }
    return json;
  }

  private Response response(int status, Map<String, Object> json) {
    return Response.of(status, level.contentType(), Json.write(json));
  }

  /// A refusal within a transaction.
  static Response refusal(StorageException refusal, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", refusal.error().code());
    error.put("message", Map.of("lang", "en-US", "value", message));
    return Response.of(
        refusal.error().status(),
        MetadataLevel.MINIMAL.contentType(),
        Json.write(Map.of("odata.error", error)));
  }

  /// The names in a `$select`.
  private static Set<String> selected(String text) {
    return text.isBlank() || text.strip().equals("*")
        ? Set.of()
        : List.of(text.split(",", -1)).stream().map(String::strip).collect(Collectors.toSet());
  }
}
