package weftline.storage.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// A request to change one entity, alone or as a part of a transaction.
///
/// @param header gives a header by name
record RowRequest(
    String method, TablePath path, Function<String, Optional<String>> header, byte[] body) {
  static final int BODY_BYTES_MAX = 4 << 20;

  private static final Pattern ETAG = Pattern.compile("\\*|(W/)?\"[^\"]*\"");

  String table() {
    return switch (path) {
      case TablePath.Rows(var table) -> table;
      case TablePath.Row(var table, _, _) -> table;
      default -> throw new StorageException(StorageError.INVALID_URI);
    };
  }

  Write write() {
    Optional<String> ifMatch = header.apply("If-Match");
    if (ifMatch.filter(etag -> !ETAG.matcher(etag).matches()).isPresent()) {
      throw new StorageException(
          StorageError.INVALID_INPUT,
          "The etag value '"
              + ifMatch.get()
              + "' specified in one of the request headers is not"
              + " valid. Please make sure only one etag value is specified and is valid.");
    }
    String verb = method.equals("POST") ? header.apply("X-HTTP-Method").orElse(method) : method;
    return switch (verb) {
      case "POST" -> new Write(Write.Kind.INSERT, inserted(), Optional.empty());
      case "PUT" ->
          new Write(
              ifMatch.isPresent() ? Write.Kind.REPLACE : Write.Kind.INSERT_OR_REPLACE,
              addressed(EntityJson.read(body)),
              ifMatch);
      case "MERGE", "PATCH" ->
          new Write(
              ifMatch.isPresent() ? Write.Kind.MERGE : Write.Kind.INSERT_OR_MERGE,
              addressed(EntityJson.read(body)),
              ifMatch);
      case "DELETE" -> new Write(Write.Kind.DELETE, deleted(), ifMatch);
      default -> throw new StorageException(StorageError.METHOD_NOT_ALLOWED);
    };
  }

  private Entity deleted() {
    if (header.apply("If-Match").isEmpty()) {
      throw new StorageException(StorageError.MISSING_REQUIRED_HEADER)
          .withDetail("HeaderName", "If-Match");
    }
    return addressed(new LinkedHashMap<>());
  }

  private Entity inserted() {
    if (!(path instanceof TablePath.Rows)) {
      throw new StorageException(StorageError.METHOD_NOT_ALLOWED);
    }
    SequencedMap<String, Edm> properties = EntityJson.read(body);
    Optional<String> partition = key(properties, Entity.PARTITION_KEY);
    Optional<String> row = key(properties, Entity.ROW_KEY);
    if (partition.isEmpty() || row.isEmpty()) {
      throw new StorageException(StorageError.PROPERTIES_NEED_VALUE);
    }
    return new Entity(partition.get(), row.get(), Instant.EPOCH, properties);
  }

  /// The entity that the path names, with these properties.
  private Entity addressed(SequencedMap<String, Edm> properties) {
    if (!(path instanceof TablePath.Row(_, var partition, var row))) {
      throw new StorageException(StorageError.METHOD_NOT_ALLOWED);
    }
    Optional<String> givenPartition = key(properties, Entity.PARTITION_KEY);
    Optional<String> givenRow = key(properties, Entity.ROW_KEY);
    boolean same =
        givenPartition.stream().allMatch(partition::equals)
            && givenRow.stream().allMatch(row::equals);
    if (!same) {
      throw new StorageException(
          StorageError.INVALID_INPUT, "The keys in the body are not those of the address.");
    }
    return new Entity(partition, row, Instant.EPOCH, properties);
  }

  /// Takes a key out of the properties.
  private static Optional<String> key(SequencedMap<String, Edm> properties, String name) {
    return Optional.ofNullable(properties.remove(name))
        .map(value -> {
          if (value instanceof Edm.Text(var text)) {
            return text;
          }
          throw new StorageException(
              StorageError.INVALID_INPUT, "The property '" + name + "' must be a text.");
        });
  }

  /// Whether the client wants to see what it has inserted.
  boolean wantsContent() {
    return header.apply("Prefer").filter("return-no-content"::equals).isEmpty();
  }

  /// Whether it has said so itself, and so is told that it was heard.
  boolean asksForContent() {
    return header.apply("Prefer").filter("return-content"::equals).isPresent();
  }
}
