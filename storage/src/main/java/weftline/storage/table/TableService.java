package weftline.storage.table;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import weftline.kv.KeyValueStore;
import weftline.net.JsonException;
import weftline.net.JsonTree;
import weftline.net.Response;
import weftline.storage.AccessList;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.StorageService;
import weftline.storage.StoredPolicies;

/// The table service: finds out what a request wants, whether it may, and has it done.
public final class TableService implements StorageService {
  private static final int TABLE_BODY_BYTES_MAX = 4_096;
  private static final int LIST_MAX = 1_000;
  private static final String FEED = "application/atom+xml";

  private final Tables tables;
  private final Entities entities;
  private final RandomGenerator random;
  private final TableCollector collector;

  /// @param random names generations of tables; must be safe for many threads
  public TableService(KeyValueStore store, RandomGenerator random) {
    this.random = random;
    tables = new Tables(store, random);
    entities = new Entities(store, tables);
    collector = new TableCollector(store);
  }

  /// Takes back the room of some deleted tables. To be called from time to time, by one caller.
  /// Answers how many rows are gone.
  public CompletionStage<Integer> collect() {
    return collector.step();
  }

  @Override
  public CompletionStage<Response> handle(StorageRequest request) {
    checkFormat(request);
    TablePath path = TablePath.parse(request.path());
    if (request.query().has("comp")) {
      return access(request, path);
    }
    EntityRequests rows = EntityRequests.of(entities, request);
    CompletionStage<Response> answer =
        switch (path) {
          case TablePath.Account() -> throw new StorageException(StorageError.NOT_IMPLEMENTED);
          case TablePath.AllTables() -> allTables(request);
          case TablePath.OneTable(var name) -> oneTable(request, name);
          case TablePath.Rows(var table) when request.method().equals("GET") -> rows.query(table);
          case TablePath.Row row when request.method().equals("GET") -> rows.find(row);
          case TablePath.Rows _, TablePath.Row _ -> rows.write(path);
          case TablePath.Batch() when request.method().equals("POST") ->
              new BatchRequests(entities, request, Long.toHexString(random.nextLong())).run();
          case TablePath.Batch() -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
        };
    return answer.thenApply(response ->
        response.with("Cache-Control", "no-cache").with("X-Content-Type-Options", "nosniff"));
  }

  @Override
  public StoredPolicies policies() {
    return (_, account, table, id) -> tables.policy(account, table, id);
  }

  /// Tables speak JSON; the documents of feeds that the first versions spoke are refused, as the
  /// service itself does since 2015.
  private static void checkFormat(StorageRequest request) {
    String accept = request.header("Accept").orElse("");
    boolean onlyFeeds = accept.contains(FEED) && !accept.contains("json") && !accept.contains("*");
    if (onlyFeeds || request.header("Content-Type").orElse("").contains(FEED)) {
      throw new StorageException(StorageError.ATOM_FORMAT_NOT_SUPPORTED);
    }
  }

  private CompletionStage<Response> access(StorageRequest request, TablePath path) {
    String what = request.method() + " " + request.query().text("comp");
    if (!(path instanceof TablePath.Rows(var table)) || !what.endsWith(" acl")) {
      throw new StorageException(StorageError.NOT_IMPLEMENTED);
    }
    request.access().requireOwner();
    return switch (what) {
      case "GET acl", "HEAD acl" -> answer(access(request.account(), table));
      case "PUT acl" ->
          tables
              .setAccess(request.account(), table, AccessList.of(request))
              .thenApply(_ -> Response.of(204));
      default -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
    };
  }

  private Response access(String account, String table) {
    return tables
        .find(account, table)
        .orElseThrow(() -> new StorageException(StorageError.TABLE_NOT_FOUND))
        .access()
        .toResponse();
  }

  private CompletionStage<Response> allTables(StorageRequest request) {
    return switch (request.method()) {
      case "GET" -> answer(list(request));
      case "POST" -> create(request);
      default -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
    };
  }

  private CompletionStage<Response> oneTable(StorageRequest request, String name) {
    return switch (request.method()) {
      case "GET" -> answer(find(request, name));
      case "DELETE" -> {
        request.access().requireAccount(Level.CONTAINER, "d");
        yield tables.delete(request.account(), name).thenApply(_ -> Response.of(204));
      }
      default -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
    };
  }

  private Response find(StorageRequest request, String name) {
    request.access().requireAccount(Level.CONTAINER, "lr");
    TableRow table =
        tables
            .find(request.account(), name)
            .orElseThrow(() -> new StorageException(StorageError.RESOURCE_NOT_FOUND));
    return json(request).table(200, table);
  }

  private Response list(StorageRequest request) {
    request.access().requireAccount(Level.CONTAINER, "l");
    Tables.Page page =
        tables.list(
            request.account(),
            FilterParser.parse(request.query().text("$filter")),
            Continuation.decode(request.query().text("NextTableName")),
            request.query().number("$top", 1, LIST_MAX).orElse(LIST_MAX));
    Response response = json(request).tables(page.tables());
    return page.next().isEmpty()
        ? response
        : response.with("x-ms-continuation-NextTableName", Continuation.encode(page.next()));
  }

  private CompletionStage<Response> create(StorageRequest request) {
    request.access().requireAccount(Level.CONTAINER, "cw");
    String name = tableName(request.body(TABLE_BODY_BYTES_MAX));
    boolean silent = request.header("Prefer").filter("return-no-content"::equals).isPresent();
    return tables
        .create(request.account(), name)
        .thenApply(table -> created(request, table, silent));
  }

  private static Response created(StorageRequest request, TableRow table, boolean silent) {
    String location = request.endpoint() + "/Tables('" + table.name() + "')";
    Response response =
        silent
            ? Response.of(204)
                .with("DataServiceId", location)
                .with("Preference-Applied", "return-no-content")
            : json(request).table(201, table);
    return response.with("Location", location);
  }

  private static String tableName(byte[] body) {
    try {
      Optional<String> name = JsonTree.parse(body).at("TableName").text();
      return name.orElseThrow(() -> new StorageException(StorageError.PROPERTIES_NEED_VALUE));
    } catch (JsonException _) {
      throw new StorageException(StorageError.INVALID_INPUT, "The body is no JSON object.");
    }
  }

  private static TableJson json(StorageRequest request) {
    return TableJson.of(request, request.query(), request.header("Accept").orElse(""));
  }

  private static CompletionStage<Response> answer(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
