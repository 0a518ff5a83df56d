package weftline.storage;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;

/// Stands before a front end: answers browsers that ask whether a page of another origin may send a
/// request, and marks the answers that such a page may read.
record CrossOrigin(
    ServiceKind kind,
    Settings settings,
    Handler frontEnd,
    RequestIds ids,
    InstantSource clock,
    Executor executor)
    implements Handler {
  @Override
  public CompletionStage<Response> handle(Request request) {
    if (request.method().equals("OPTIONS")) {
      return CompletableFuture.supplyAsync(() -> preflight(request), executor);
    }
    return frontEnd.handle(request).thenApply(response -> completed(request, response));
  }

  private Response preflight(Request request) {
    Answer answer = new Answer(kind, ids.next(), clock.instant());
    try {
      return answer.complete(request, rules(request).preflight(request));
    } catch (StorageException refusal) {
      return answer.complete(request, answer.refusal(refusal));
    }
  }

  private Response completed(Request request, Response response) {
    try {
      return rules(request).completed(request, response);
    } catch (StorageException _) {
      return response; // The path names no account, as the answer says already.
    }
  }

  private Cors rules(Request request) {
    String account = Target.of(request).account();
    return new Cors(settings.of(account, kind).cors());
  }
}
