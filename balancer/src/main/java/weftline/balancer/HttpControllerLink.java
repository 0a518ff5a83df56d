package weftline.balancer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;
import weftline.net.AddressBook;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;

/// Reaches the controllers on other machines. Any of them answers for all.
public final class HttpControllerLink implements ControllerLink {
  private static final int NOTHING_NEWER = 204;

  /// What an answer may take beyond the wait that was asked for.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final HttpClient client;
  private final AddressBook controllers;
  private final String path;

  /// A link to whichever of the controllers answers.
  public HttpControllerLink(HttpClient client, AddressBook controllers, BalancerId balancer) {
    this.client = client;
    this.controllers = controllers;
    this.path = "/balancers/" + balancer + "/";
  }

  @Override
  public Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException {
    String query = path + "routes?after=%d&wait=%d".formatted(after.value(), wait.toSeconds());
    HttpAnswer answer =
        controllers.poll((at, unwanted) -> {
          HttpCall call = HttpCall.get(at.resolve(query)).within(wait.plus(MARGIN));
          return send(controllers.asking(call), unwanted);
        });
    controllers.heed(answer);
    return answer.status() == NOTHING_NEWER
        ? Optional.empty()
        : Optional.of(Json.read(answer.body(), RoutingTable.class));
  }

  @Override
  public void report(BalancerReport report) throws IOException {
    controllers.poll((at, unwanted) ->
        send(HttpCall.postJson(at.resolve(path + "report"), report).within(MARGIN), unwanted));
  }

  private HttpAnswer send(HttpCall call, CompletableFuture<Void> unwanted) throws IOException {
    HttpAnswer answer = client.send(call, unwanted);
    if (!answer.ok()) {
      throw new IOException("the controller answered %d to %s".formatted(answer.status(), call));
    }
    return answer;
  }
}
