package weftline.balancer;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;

/// Reaches a controller on another machine.
public final class HttpControllerLink implements ControllerLink {
  private static final int NOTHING_NEWER = 204;

  /// What an answer may take beyond the wait that was asked for.
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI base;

  /// @param controller for example `https://10.0.0.1:7401/`
  public HttpControllerLink(HttpClient client, URI controller, BalancerId balancer) {
    this.client = client;
    this.base = controller.resolve("/balancers/" + balancer + "/");
  }

  @Override
  public Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException {
    URI uri = base.resolve("routes?after=%d&wait=%d".formatted(after.value(), wait.toSeconds()));
    HttpAnswer answer = send(HttpCall.get(uri).within(wait.plus(MARGIN)));
    return answer.status() == NOTHING_NEWER
        ? Optional.empty()
        : Optional.of(Json.read(answer.body(), RoutingTable.class));
  }

  @Override
  public void report(BalancerReport report) throws IOException {
    send(HttpCall.postJson(base.resolve("report"), report).within(MARGIN));
  }

  private HttpAnswer send(HttpCall call) throws IOException {
    HttpAnswer answer = client.send(call);
    if (!answer.ok()) {
      throw new IOException("the controller answered %d to %s".formatted(answer.status(), call));
    }
    return answer;
  }
}
