package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import weftline.model.NodeReport;
import weftline.net.Identity;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.PathParameters;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;

/// A gatherer over HTTP: answers a report as the controller would. On an encrypted connection
/// everybody speaks for himself only; unencrypted it is served on the machine itself alone.
public final class NeighbourApi {
  private static final int BODY_MAX = 1 << 20;

  private final Gatherer gatherer;
  private final Executor workers;

  /// @param workers runs what waits; one virtual thread for each request
  public NeighbourApi(Gatherer gatherer, Executor workers) {
    this.gatherer = gatherer;
    this.workers = workers;
  }

  public List<Route> routes() {
    return List.of(Route.blocking(workers, "POST", "/nodes/{name}/report", this::report));
  }

  private Response report(Request request, PathParameters path) throws IOException {
    Identity node = new Identity(Identity.Kind.NODE, path.text("name"));
    if (request.secure() && !request.peer().equals(Optional.of(node))) {
      return Response.text(403, "This is for the node %s alone.".formatted(node.name()));
    }
    if (!isJson(request)) {
      return Response.text(415, "Reports are application/json.");
    }
    try (InputStream body = request.bodyStream()) {
      byte[] bytes = body.readNBytes(BODY_MAX);
      NodeReport report = Json.read(bytes, NodeReport.class);
      return report.node().value().equals(node.name())
          ? answer(report)
          : Response.text(400, "The path speaks of another node than the body.");
    } catch (JsonException e) {
      return Response.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Response answer(NodeReport report) {
    return switch (gatherer.hear(report, Digests.of(report))) {
      case KNOWN -> Response.of(204);
      case UNKNOWN -> Response.text(404, "The node %s has to join.".formatted(report.node()));
      case FAILED -> Response.text(503, "The controller could not be told.");
    };
  }

  private static boolean isJson(Request request) {
    return request
        .headers()
        .first("Content-Type")
        .filter(type -> type.startsWith("application/json"))
        .isPresent();
  }
}
