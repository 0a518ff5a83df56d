package weftline.storage;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;

/// Lets requests in by either kind of address: the account in the path, or in the host.
record Door(ServiceKind service, Set<String> domains, Handler inside) implements Handler {
  @Override
  public CompletionStage<Response> handle(Request request) {
    return inside.handle(new Addressed(request, service, domains));
  }
}
