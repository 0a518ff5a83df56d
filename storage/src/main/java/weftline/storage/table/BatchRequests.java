package weftline.storage.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import weftline.net.Response;
import weftline.storage.BatchPart;
import weftline.storage.Parameters;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// One entity group transaction.
///
/// @param name of the answer's parts
record BatchRequests(Entities entities, StorageRequest request, String name) {
  private static final int CHANGES_MAX = 100;

  CompletionStage<Response> run() {
    List<BatchPart> parts =
        BatchReader.read(
            request.header("Content-Type").orElse(""), request.body(RowRequest.BODY_BYTES_MAX));
    if (parts.isEmpty()) {
      throw new StorageException(StorageError.INVALID_INPUT, "The transaction is empty.");
    }
    try {
      return parts.size() == 1 && parts.getFirst().method().equals("GET")
          ? query(parts.getFirst())
          : run(changes(parts));
    } catch (BatchRefusedException refusal) {
      return CompletableFuture.completedFuture(refused(refusal));
    }
  }

  /// One query instead of changes.
  private CompletionStage<Response> query(BatchPart part) {
    int question = part.target().indexOf('?');
    Parameters query = Parameters.parse(question < 0 ? "" : part.target().substring(question + 1));
    String accept = part.headers().first("Accept").orElse("");
    EntityRequests requests =
        new EntityRequests(entities, request, query, TableJson.of(request, query, accept));
    CompletionStage<Response> answer =
        switch (path(part.target())) {
          case TablePath.Row row -> requests.find(row);
          case TablePath.Rows(var table) -> requests.query(table);
          default -> throw new StorageException(StorageError.INVALID_URI);
        };
    return answer.thenApply(new BatchWriter(name)::query);
  }

  private List<Change> changes(List<BatchPart> parts) {
    List<Change> changes = new ArrayList<>();
    Map<String, TablePath> paths = new HashMap<>(); // most changes name the same
    for (BatchPart part : parts) {
      try {
        if (changes.size() == CHANGES_MAX) {
          throw new StorageException(
              StorageError.INVALID_INPUT,
              "The batch request operation exceeds the maximum "
                  + CHANGES_MAX
                  + " changes per change set.");
        }
        RowRequest row =
            new RowRequest(
                part.method(),
                paths.computeIfAbsent(part.target(), this::path),
                part.headers()::first,
                part.body());
        Change change = new Change(row, EntityRequests.checked(request, row));
        change.checkBeside(changes);
        changes.add(change);
      } catch (StorageException refusal) {
        throw BatchRefusedException.of(changes.size(), refusal);
      }
    }
    return changes;
  }

  /// @param target a URL or a path
  private TablePath path(String target) {
    int authority = target.indexOf("://");
    int start = authority < 0 ? 0 : Math.max(0, target.indexOf('/', authority + 3));
    int question = target.indexOf('?', start);
    String path = target.substring(start, question < 0 ? target.length() : question);
    String account = "/" + request.account() + "/";
    int skipped = path.startsWith(account) ? account.length() : path.startsWith("/") ? 1 : 0;
    return TablePath.parse(Parameters.decode(path.substring(skipped)));
  }

  private CompletionStage<Response> run(List<Change> changes) {
    String table = changes.getFirst().row().table();
    List<Write> writes = changes.stream().map(Change::write).toList();
    return entities
        .writeAll(request.account(), table, writes, request.now())
        .thenApply(results -> new BatchWriter(name).changes(answers(changes, results)))
        .exceptionally(this::refused);
  }

  private List<Response> answers(List<Change> changes, List<Entity> results) {
    return IntStream.range(0, changes.size())
        .mapToObj(index -> {
          Change change = changes.get(index);
          return EntityRequests.written(request, change.row(), change.write(), results.get(index));
        })
        .toList();
  }

  private Response refused(Throwable failure) {
    return switch (failure) {
      case BatchRefusedException refusal -> {
        String message = refusal.index() + ":" + refusal.refusal().getMessage();
        yield new BatchWriter(name).changes(List.of(TableJson.refusal(refusal.refusal(), message)));
      }
      case StorageException refusal -> refused(BatchRefusedException.of(0, refusal));
      case CompletionException wrapped when wrapped.getCause() != null ->
          refused(wrapped.getCause());
      default -> throw new CompletionException(failure);
    };
  }

  /// One change of the transaction.
  private record Change(RowRequest row, Write write) {
    /// All changes are about one partition of one table.
    private void checkBeside(List<Change> others) {
      if (others.isEmpty()) {
        return;
      }
      Change first = others.getFirst();
      boolean together =
          first.row.table().equalsIgnoreCase(row.table())
              && first.write.entity().partition().equals(write.entity().partition());
      if (!together) {
        throw new StorageException(StorageError.COMMANDS_IN_BATCH_ACT_ON_DIFFERENT_PARTITIONS);
      }
    }
  }
}
