package weftline.storage;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import weftline.net.Request;
import weftline.net.Response;

/// What stands before a service, for requests that have others inside.
interface Front {
  /// Finds out who asks and what for; refuses those who may not ask at all.
  StorageRequest admit(Request request);

  /// Carries a request out and answers it; a refusal is an answer too.
  ///
  /// @param check sees the request once it is known who asks, and may refuse it
  CompletionStage<Response> handle(Request request, Consumer<StorageRequest> check);
}
