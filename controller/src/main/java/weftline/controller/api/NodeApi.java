package weftline.controller.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import weftline.controller.LogSink;
import weftline.controller.Outage;
import weftline.controller.Packages;
import weftline.controller.Reception;
import weftline.core.Decision;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackReport;
import weftline.net.Handler;
import weftline.net.Identity;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.PathParameters;
import weftline.net.Query;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;

/// The reception over HTTP, for agents and balancers on other machines. On an encrypted connection
/// everybody speaks for himself only; unencrypted it is served on the machine itself alone.
public final class NodeApi {
  private static final int BODY_MAX = 16 << 20;

  /// The heartbeats of a rack are shorter.
  private static final int PROMPT_MAX = 16 << 10;

  private static final String JSON = "application/json";
  private static final String PACKAGE = "application/octet-stream";

  private final Reception reception;
  private final Packages packages;
  private final LogSink logs;
  private final Executor workers;
  private final LastReports last = new LastReports();

  /// @param workers runs what waits; one virtual thread for each request
  public NodeApi(Reception reception, Packages packages, LogSink logs, Executor workers) {
    this.reception = reception;
    this.packages = packages;
    this.logs = logs;
    this.workers = workers;
  }

  public List<Route> routes() {
    return List.of(
        node("POST", "/nodes/{name}/join", this::join),
        node("GET", "/nodes/{name}/goal", this::goal),
        node("POST", "/nodes/{name}/report", this::report),
        Route.of("POST", "/nodes/{name}/reports", this::reports),
        node("POST", "/nodes/{name}/logs", this::logs),
        balancer("GET", "/balancers/{name}/routes", this::routing),
        balancer("POST", "/balancers/{name}/report", this::reportBalancer),
        Route.blocking(workers, "GET", "/packages/{sha256}", this::fetch));
  }

  private Response join(Request request, String name)
      throws IOException, Outage, InterruptedException {
    NodeDescription node = body(request, NodeDescription.class);
    requireSame(name, node.id().value());
    return answer(reception.join(node), 409);
  }

  private Response goal(Request request, String name)
      throws IOException, Outage, InterruptedException {
    Waiting waiting = Waiting.of(request);
    return newer(reception.goal(new NodeId(name), waiting.after(), waiting.max()));
  }

  private Response report(Request request, String name)
      throws IOException, Outage, InterruptedException {
    NodeReport report = body(request, NodeReport.class);
    requireSame(name, report.node().value());
    Response answer = answer(reception.report(report), 404);
    boolean willing = Query.parse(request.rawQuery()).first("gathers").isPresent();
    return answer.status() == 404
        ? answer
        : reception
            .aggregator(report.node(), willing)
            .map(aggregator -> Response.of(200, JSON, Json.write(aggregator)))
            .orElse(answer);
  }

  /// A rack's heartbeats in one request. Without news in it, it is answered where it arrives: to
  /// wake somebody for it would be most of the work.
  private CompletionStage<Response> reports(Request request, PathParameters path) {
    String name = path.text("name");
    Optional<Response> refusal = refusal(request, new Identity(Identity.Kind.NODE, name));
    if (refusal.isPresent()) {
      return CompletableFuture.completedStage(refusal.get());
    }
    if (request.contentLength().filter(length -> length <= PROMPT_MAX).isEmpty()) {
      return Handler.blocking(
              workers, large -> attempt(() -> reports(name, body(large, RackReport.class))))
          .handle(request);
    }
    return request.body(PROMPT_MAX).thenCompose(body -> prompt(name, body));
  }

  private CompletionStage<Response> prompt(String name, byte[] body) {
    try {
      RackReport rack = last.read(name, body);
      return rack.full().isEmpty()
          ? CompletableFuture.completedStage(attempt(() -> reports(name, rack)))
          : CompletableFuture.supplyAsync(() -> attempt(() -> reports(name, rack)), workers);
    } catch (JsonException e) {
      return CompletableFuture.completedStage(
          ApiErrors.of(400, "Invalid", String.valueOf(e.getMessage()), ""));
    }
  }

  private Response reports(String name, RackReport rack) throws Outage, InterruptedException {
    return Response.of(200, JSON, Json.write(reception.reports(new NodeId(name), rack)));
  }

  private Response logs(Request request, String name) throws IOException {
    try (InputStream body = request.bodyStream()) {
      logs.append(Json.readList(limited(body), LogLine.class));
    }
    return Response.of(204);
  }

  private Response routing(Request request, String name)
      throws IOException, Outage, InterruptedException {
    Waiting waiting = Waiting.of(request);
    return newer(reception.routes(waiting.after(), waiting.max()));
  }

  private Response reportBalancer(Request request, String name)
      throws IOException, Outage, InterruptedException {
    BalancerReport report = body(request, BalancerReport.class);
    requireSame(name, report.balancer().value());
    return answer(reception.report(report), 409);
  }

  private Response fetch(Request request, PathParameters path) throws IOException {
    if (request.secure() && request.peer().isEmpty()) {
      return ApiErrors.notAllowed("Packages are for programs of this fabric.");
    }
    String sha256 = path.text("sha256");
    if (packages.find(sha256).isEmpty()) {
      return ApiErrors.of(404, "NotFound", "There is no package " + sha256 + ".", "");
    }
    return packages
        .location(sha256)
        .map(uri -> Response.of(307).with("Location", uri.toString()))
        .orElseGet(() ->
            Response.stream(
                200,
                PACKAGE,
                out -> {
                  try (InputStream content = packages.open(sha256)) {
                    content.transferTo(out);
                  }
                }));
  }

  private Route node(String method, String pattern, Work work) {
    return guarded(method, pattern, Identity.Kind.NODE, work);
  }

  private Route balancer(String method, String pattern, Work work) {
    return guarded(method, pattern, Identity.Kind.BALANCER, work);
  }

  private Route guarded(String method, String pattern, Identity.Kind kind, Work work) {
    return Route.blocking(
        workers,
        method,
        pattern,
        (request, path) -> {
          Identity wanted = new Identity(kind, path.text("name"));
          return refusal(request, wanted)
              .orElseGet(() -> attempt(() -> work.answer(request, wanted.name())));
        });
  }

  private static Optional<Response> refusal(Request request, Identity wanted) {
    if (request.secure() && !request.peer().equals(Optional.of(wanted))) {
      return Optional.of(
          ApiErrors.notAllowed(
              "This is for the %s %s alone.".formatted(wanted.kind(), wanted.name())));
    }
    if (request.method().equals("POST") && !isJson(request)) {
      return Optional.of(ApiErrors.of(415, "Invalid", "Reports are " + JSON + ".", ""));
    }
    return Optional.empty();
  }

  /// Not what any page in a browser on this machine can send.
  private static boolean isJson(Request request) {
    return request
        .headers()
        .first("Content-Type")
        .filter(type -> type.startsWith(JSON))
        .isPresent();
  }

  private static Response attempt(Answering work) {
    try {
      return work.answer();
    } catch (Outage e) {
      return ApiErrors.of(503, "Unavailable", String.valueOf(e.getMessage()), e.cure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ApiErrors.of(503, "Unavailable", "The controller is stopping.", "Try again soon.");
    } catch (JsonException | IllegalArgumentException | DateTimeException e) {
      return ApiErrors.of(400, "Invalid", String.valueOf(e.getMessage()), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the body does not come
    }
  }

  private static <T> T body(Request request, Class<T> type) throws IOException {
    try (InputStream body = request.bodyStream()) {
      return Json.read(limited(body), type);
    }
  }

  private static byte[] limited(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BODY_MAX);
    if (bytes.length == BODY_MAX) {
      throw new IllegalArgumentException("The body is longer than " + BODY_MAX + " bytes.");
    }
    return bytes;
  }

  private static void requireSame(String inPath, String inBody) {
    if (!inPath.equals(inBody)) {
      throw new IllegalArgumentException(
          "The path speaks of %s, the body of %s.".formatted(inPath, inBody));
    }
  }

  private static Response newer(Optional<?> found) {
    return found
        .map(value -> Response.of(200, JSON, Json.write(value)))
        .orElseGet(() -> Response.of(204));
  }

  private static Response answer(Decision decision, int statusWhenRefused) {
    return switch (decision) {
      case Decision.Accepted _ -> Response.of(204);
      case Decision.Refused(var problem) ->
          ApiErrors.of(statusWhenRefused, "Refused", problem.message(), problem.cure());
    };
  }

  /// Answers one request.
  @FunctionalInterface
  private interface Answering {
    Response answer() throws IOException, Outage, InterruptedException;
  }

  /// Answers one request of the peer that the path names.
  @FunctionalInterface
  private interface Work {
    Response answer(Request request, String name) throws IOException, Outage, InterruptedException;
  }

  /// What a long poll asks for.
  private record Waiting(Generation after, Duration max) {
    static Waiting of(Request request) {
      Query query = Query.parse(request.rawQuery());
      return new Waiting(
          new Generation(query.first("after").map(Long::parseLong).orElse(0L)),
          Duration.ofSeconds(query.first("wait").map(Long::parseLong).orElse(0L)));
    }
  }
}
