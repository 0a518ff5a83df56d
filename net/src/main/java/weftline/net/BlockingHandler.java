package weftline.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Moves a request from its event loop to a thread that may wait.
record BlockingHandler(Executor executor, Handler.Blocking work) implements Handler {
  @Override
  public CompletionStage<Response> handle(Request request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.handle(request);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        executor);
  }
}
