package weftline.storage.queue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import weftline.kv.KeyValueStore;
import weftline.net.Response;
import weftline.storage.AccessList;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.StorageService;
import weftline.storage.StoredPolicies;

/// The queue service: finds out what a request wants, whether it may, and has it done.
public final class QueueService implements StorageService {
  private static final int LIST_MAX = 5_000;
  private static final Pattern NAME = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");

  private final Queues queues;
  private final Messages messages;
  private final QueueCollector collector;

  /// @param random names generations, messages and receipts; must be safe for many threads
  public QueueService(KeyValueStore store, RandomGenerator random) {
    MessageIds ids = new MessageIds(random);
    queues = new Queues(store, ids);
    messages = new Messages(store, ids);
    collector = new QueueCollector(store, messages);
  }

  /// Takes back the room of some deleted queues and expired messages. To be called from time to
  /// time, by one caller. Answers how many rows are gone.
  public CompletionStage<Integer> collect(Instant now) {
    return collector.step(now);
  }

  @Override
  public StoredPolicies policies() {
    return (_, account, queue, id) -> queues.policy(account, queue, id);
  }

  @Override
  public CompletionStage<Response> handle(StorageRequest request) {
    if (request.path().isEmpty()) {
      return account(request);
    }
    List<String> parts = Arrays.asList(request.path().split("/", -1));
    String name = checkedName(parts.getFirst());
    if (parts.size() == 1 || (parts.size() == 2 && parts.get(1).isEmpty())) {
      return queue(request, name);
    }
    if (!parts.get(1).equals("messages") || parts.size() > 3) {
      throw new StorageException(StorageError.INVALID_URI);
    }
    MessageRequests requests = new MessageRequests(queues, messages, request, name);
    return parts.size() == 2 ? requests.all() : requests.one(parts.get(2));
  }

  private static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new StorageException(StorageError.INVALID_RESOURCE_NAME);
    }
    return name;
  }

  private CompletionStage<Response> account(StorageRequest request) {
    String what = request.method() + " " + request.query().text("comp");
    return switch (what) {
      case "GET list" -> {
        request.access().requireAccount(Level.SERVICE, "l");
        yield answer(list(request));
      }
      default -> throw new StorageException(StorageError.NOT_IMPLEMENTED);
    };
  }

  private Response list(StorageRequest request) {
    QueueXml.ListRequest asked =
        new QueueXml.ListRequest(
            request.query().text("prefix"),
            request.query().text("marker"),
            request.query().number("maxresults", 1, LIST_MAX).orElse(LIST_MAX),
            request.query().text("include").contains("metadata"),
            request.version());
    Queues.Page page = queues.list(request.account(), asked.prefix(), asked.marker(), asked.max());
    return QueueXml.list(request.endpoint(), asked, page);
  }

  private CompletionStage<Response> queue(StorageRequest request, String name) {
    String what = request.method() + " " + request.query().text("comp");
    return switch (what.strip()) {
      case "PUT" -> create(request, name);
      case "DELETE" -> delete(request, name);
      case "GET metadata", "HEAD metadata" -> answer(metadata(request, name));
      case "PUT metadata" -> setMetadata(request, name);
      case "GET acl", "HEAD acl" -> answer(access(request, name));
      case "PUT acl" -> setAccess(request, name);
      default -> throw new StorageException(StorageError.NOT_IMPLEMENTED);
    };
  }

  private CompletionStage<Response> create(StorageRequest request, String name) {
    request.access().requireAccount(Level.CONTAINER, "cw");
    return queues
        .create(request.account(), name, request.metadata())
        .thenApply(created -> Response.of(created ? 201 : 204));
  }

  private CompletionStage<Response> delete(StorageRequest request, String name) {
    request.access().requireAccount(Level.CONTAINER, "d");
    return queues
        .delete(request.account(), name)
        .thenApply(generation -> {
          messages.forget(generation);
          return Response.of(204);
        });
  }

  private Response metadata(StorageRequest request, String name) {
    request.access().require(Level.CONTAINER, "r");
    QueueRow row = queues.find(request.account(), name);
    long count = messages.count(queues.open(request.account(), name));
    return Response.of(200)
        .with("x-ms-approximate-messages-count", Long.toString(count))
        .withHeaders(headers -> StorageRequest.withMetadata(headers, row.metadata()));
  }

  private CompletionStage<Response> setMetadata(StorageRequest request, String name) {
    request.access().requireAccount(Level.CONTAINER, "w");
    SortedMap<String, String> metadata = request.metadata();
    return queues
        .change(request.account(), name, row -> row.withMetadata(metadata))
        .thenApply(_ -> Response.of(204));
  }

  private Response access(StorageRequest request, String name) {
    request.access().requireOwner();
    return queues.find(request.account(), name).access().toResponse();
  }

  private CompletionStage<Response> setAccess(StorageRequest request, String name) {
    request.access().requireOwner();
    AccessList access = AccessList.of(request);
    return queues
        .change(request.account(), name, row -> row.withAccess(access))
        .thenApply(_ -> Response.of(204));
  }

  private static CompletionStage<Response> answer(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
