package weftline.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;

/// Sorts out requests for the sites of accounts, as in `me.web.example.org`, on the port of the
/// blobs; all others go inside.
///
/// @param domains the endings of such names, as in `example.org`
record Website(Set<String> domains, Handler site, Handler inside) implements Handler {
  private static final String LABEL = ".web.";

  @Override
  public CompletionStage<Response> handle(Request request) {
    Optional<String> account = account(request);
    return account.isPresent()
        ? site.handle(new SiteCall(request, account.get()))
        : inside.handle(request);
  }

  private Optional<String> account(Request request) {
    String host = request.headers().first("Host").orElse("").toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    String name = port < 0 ? host : host.substring(0, port);
    int label = name.indexOf(LABEL);
    return label > 0
            && name.indexOf('.') == label
            && domains.contains(name.substring(label + LABEL.length()))
        ? Optional.of(name.substring(0, label))
        : Optional.empty();
  }
}
