package weftline.storage.table;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;
import weftline.storage.Access;
import weftline.storage.Level;
import weftline.storage.Parameters;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// One request about entities, or one query within a batch.
///
/// @param query the parameters, of the request or of its part
record EntityRequests(Entities entities, StorageRequest request, Parameters query, TableJson json) {
  static EntityRequests of(Entities entities, StorageRequest request) {
    return new EntityRequests(
        entities,
        request,
        request.query(),
        TableJson.of(request, request.query(), request.header("Accept").orElse("")));
  }

  CompletionStage<Response> find(TablePath.Row path) {
    request.access().require(Level.OBJECT, "r");
    checkVisible(request, path.table(), path.partition(), path.row());
    Entity entity = entities.find(request.account(), path.table(), path.partition(), path.row());
    return CompletableFuture.completedFuture(json.entity(200, path.table(), entity));
  }

  CompletionStage<Response> query(String table) {
    request.access().require(Level.OBJECT, "r");
    Entities.Query wanted =
        new Entities.Query(
            FilterParser.parse(query.text("$filter")),
            query.number("$top", 1, Entities.PAGE_MAX).orElse(Entities.PAGE_MAX),
            start(),
            place -> isVisible(request, table, place.partition(), place.row()));
    Entities.Page page = entities.query(request.account(), table, wanted);
    Response response = json.entities(table, page.entities());
    if (page.next().isEmpty()) {
      return CompletableFuture.completedFuture(response);
    }
    Continuation next = page.next().get();
    return CompletableFuture.completedFuture(
        response
            .with("x-ms-continuation-NextPartitionKey", Continuation.encode(next.partition()))
            .with("x-ms-continuation-NextRowKey", Continuation.encode(next.row())));
  }

  private Optional<Continuation> start() {
    return query
        .first("NextPartitionKey")
        .map(partition ->
            new Continuation(
                Continuation.decode(partition), Continuation.decode(query.text("NextRowKey"))));
  }

  CompletionStage<Response> write(TablePath path) {
    RowRequest row =
        new RowRequest(
            request.method(), path, request::header, request.body(RowRequest.BODY_BYTES_MAX));
    Write write = checked(request, row);
    return entities
        .write(request.account(), row.table(), write, request.now())
        .thenApply(entity -> written(request, row, write, entity));
  }

  /// The change that is asked for, if the client may make it.
  static Write checked(StorageRequest request, RowRequest row) {
    Write write = row.write();
    write
        .kind()
        .permissions()
        .chars()
        .forEach(letter -> request.access().require(Level.OBJECT, Character.toString(letter)));
    checkVisible(request, row.table(), write.entity().partition(), write.entity().row());
    return write;
  }

  static Response written(StorageRequest request, RowRequest row, Write write, Entity entity) {
    return switch (write.kind()) {
      case DELETE -> Response.of(204);
      case INSERT -> inserted(request, row, entity);
      case REPLACE, MERGE, INSERT_OR_REPLACE, INSERT_OR_MERGE ->
          Response.of(204).with("ETag", entity.etag());
    };
  }

  private static Response inserted(StorageRequest request, RowRequest row, Entity entity) {
    String location = request.endpoint() + "/" + TableJson.link(row.table(), entity);
    Response response =
        row.wantsContent()
            ? TableJson.of(request, request.query(), row.header().apply("Accept").orElse(""))
                .entity(201, row.table(), entity)
            : Response.of(204)
                .with("ETag", entity.etag())
                .with("DataServiceId", location)
                .with("Preference-Applied", "return-no-content");
    return (row.asksForContent() ? response.with("Preference-Applied", "return-content") : response)
        .with("Location", location);
  }

  private static void checkVisible(
      StorageRequest request, String table, String partition, String row) {
    if (!isVisible(request, table, partition, row)) {
      throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
    }
  }

  private static boolean isVisible(
      StorageRequest request, String table, String partition, String row) {
    return !(request.access() instanceof Access.ServiceSignature signature)
        || signature.rows().holds(table, partition, row);
  }
}
