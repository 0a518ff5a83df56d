package weftline.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each request to the handler and its answer back to the event loop it came from.
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Network network;
  private final Handler handler;

  Dispatcher(Network network, Handler handler) {
    this.network = network;
    this.handler = handler;
  }

  /// @param bodies of the loop that this runs on
  void handle(HttpServerRequest wire, BodyWatch bodies) {
    var request = new ServerRequest(wire, network.vertx().getOrCreateContext(), bodies);
    var responder = new Responder(wire, request, network);
    if (request.readEarly()) {
      // What has come together with the head is there when the loop gets to this.
      request.context().runOnContext(nothing -> begin(request, responder, wire));
    } else {
      begin(request, responder, wire);
    }
  }

  private void begin(ServerRequest request, Responder responder, HttpServerRequest wire) {
    answer(request)
        .whenComplete((response, failure) ->
            onLoop(request.context(), () -> respond(responder, wire, response, failure)));
  }

  private CompletionStage<Response> answer(Request request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static void respond(
      Responder responder,
      HttpServerRequest wire,
      @Nullable Response response,
      @Nullable Throwable failure) {
    if (response == null) {
      responder.send(failed(wire, failure));
      return;
    }
    try {
      responder.send(response);
    } catch (RuntimeException e) {
      responder.replace(failed(wire, e));
    }
  }

  /// What a client gets for a handler that failed: nothing of the failure but its number in the
  /// log.
  private static Response failed(HttpServerRequest wire, @Nullable Throwable failure) {
    var cause = unwrapped(failure);
    if (cause instanceof BodyTooLargeException tooLarge) {
      return Response.text(413, tooLarge.getMessage() + "\n");
    }
    if (cause instanceof ClientGoneException) {
      return Response.of(400);
    }
    var id = UUID.randomUUID().toString();
    LOG.atError()
        .addKeyValue("request", id)
        .addKeyValue("method", wire.method())
        .addKeyValue("path", wire.path())
        .setCause(cause)
        .log("request failed");
    return Response.text(500, "internal error; the log has more under request " + id + "\n")
        .with("x-ms-request-id", id);
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    var cause = failure;
    while (cause != null
        && cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static void onLoop(Context context, Runnable work) {
    if (context.equals(Vertx.currentContext())) {
      work.run();
    } else {
      context.runOnContext(nothing -> work.run());
    }
  }
}
