package weftline.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.kv.DiskFullException;
import weftline.kv.StoreException;
import weftline.net.BodyTooLargeException;
import weftline.net.ClientGoneException;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;

/// Stands before one service: authenticates, calls it, and turns every refusal into an answer.
///
/// @param executor runs each request that is not a prompt one; its threads may block
record FrontEnd(
    ServiceKind kind,
    StorageService service,
    Authenticator authenticator,
    RequestIds ids,
    InstantSource clock,
    Executor executor)
    implements Handler, Front {
  private static final Logger LOG = LoggerFactory.getLogger(FrontEnd.class);

  @Override
  public CompletionStage<Response> handle(Request request) {
    return handle(request, _ -> {});
  }

  @Override
  public CompletionStage<Response> handle(Request request, Consumer<StorageRequest> check) {
    Instant now = clock.instant();
    Answer answer = new Answer(kind, ids.next(), now);
    return CompletableFuture.supplyAsync(
            () -> attempt(request, now, check), PromptRequests.executor(kind, request, executor))
        .thenCompose(stage -> stage)
        .exceptionally(failure -> answer.refusal(asRefusal(failure, request, answer.requestId())))
        .thenApply(response -> answer.complete(request, response));
  }

  @Override
  public StorageRequest admit(Request request) {
    return admit(request, clock.instant());
  }

  private StorageRequest admit(Request request, Instant now) {
    Target target = Target.of(request);
    Parameters query = Parameters.parse(request.rawQuery());
    Access access = authenticator.authenticate(request, target, query, now);
    target.checkWrites(request, kind);
    return new StorageRequest(request, target, query, access, now, this);
  }

  private CompletionStage<Response> attempt(
      Request request, Instant now, Consumer<StorageRequest> check) {
    try {
      StorageRequest admitted = admit(request, now);
      check.accept(admitted);
      if (DelegationKeys.isAskedFor(admitted)) {
        return CompletableFuture.completedFuture(authenticator.delegationKey(admitted));
      }
      return service.handle(admitted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StorageException asRefusal(Throwable failure, Request request, String requestId) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      cause = unchecked.getCause();
    }
    return switch (cause) {
      case StorageException refusal -> refusal;
      case BodyTooLargeException _ -> new StorageException(StorageError.REQUEST_BODY_TOO_LARGE);
      case ClientGoneException _, EOFException _ ->
          new StorageException(StorageError.INVALID_INPUT);
      case DiskFullException _ -> {
        log(cause, "the disk is full", request, requestId);
        yield new StorageException(StorageError.INSUFFICIENT_STORAGE);
      }
      case StoreException _ -> {
        log(cause, "the store failed", request, requestId);
        yield new StorageException(StorageError.SERVER_BUSY);
      }
      default -> {
        log(cause, "a request failed", request, requestId);
        yield new StorageException(StorageError.INTERNAL_ERROR);
      }
    };
  }

  /// Leaves the query out, as signatures are in it.
  private static void log(Throwable cause, String what, Request request, String requestId) {
    LOG.atError()
        .addKeyValue("request", requestId)
        .addKeyValue("method", request.method())
        .addKeyValue("path", request.rawPath())
        .setCause(cause)
        .log(what);
  }
}
