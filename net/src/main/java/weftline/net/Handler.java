package weftline.net;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Answers requests. Called on an event loop, so it must not block; what blocks is wrapped with
/// [#blocking].
@FunctionalInterface
public interface Handler {
  CompletionStage<Response> handle(Request request);

  /// Runs the work on the executor, typically one virtual thread for each request.
  static Handler blocking(Executor executor, Blocking work) {
    return new BlockingHandler(executor, work);
  }

  /// Answers a request and may block while it does.
  @FunctionalInterface
  interface Blocking {
    Response handle(Request request) throws IOException;
  }
}
