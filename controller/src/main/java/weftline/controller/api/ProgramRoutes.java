package weftline.controller.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import weftline.controller.Controller;
import weftline.controller.LogStore;
import weftline.net.Response;
import weftline.net.Route;

/// What is to be known of the program itself: whether it is well, its numbers, its interface; and
/// the means to hurt its fabric.
final class ProgramRoutes {
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String DESCRIPTION = "openapi.json";

  private final Controller controller;
  private final LogStore logs;
  private final Chaos chaos;

  ProgramRoutes(Controller controller, LogStore logs, Chaos chaos) {
    this.controller = controller;
    this.logs = logs;
    this.chaos = chaos;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.open("GET", "/healthz", call -> Response.text(200, "ok\n")),
        gate.open("GET", "/readyz", this::ready),
        gate.open("GET", "/metrics", this::metrics),
        gate.open("GET", "/openapi.json", this::description),
        gate.guarded("POST", "/v1/chaos", this::chaos));
  }

  /// A controller that cannot write lives, and reads are answered; but no change would be taken.
  private Response ready(Call call) {
    return controller
        .obstacle()
        .map(why -> Response.text(503, why + "\n"))
        .orElseGet(() -> Response.text(200, "ready\n"));
  }

  private Response metrics(Call call) {
    var text = Metrics.of(controller.state(), controller.journal().last(), logs.lines());
    return Response.of(200, METRICS, text.getBytes(StandardCharsets.UTF_8));
  }

  private Response description(Call call) throws IOException {
    try (var resource = ProgramRoutes.class.getResourceAsStream(DESCRIPTION)) {
      if (resource == null) {
        throw new IOException("this build lacks " + DESCRIPTION);
      }
      return Response.of(200, "application/json", resource.readAllBytes());
    }
  }

  private Response chaos(Call call) throws IOException, AnswerException {
    if (chaos.equals(Chaos.NONE)) {
      return ApiErrors.of(
          404, "NotFound", "This program breaks nothing.", "`wfl dev` starts one that does.");
    }
    var body = call.json();
    var action = body.at("action").text().orElse("kill");
    var kind = Call.required(body, "kind");
    var target = Call.required(body, "target");
    try {
      return Answers.json(new Struck(chaos.strike(action, kind, target)));
    } catch (IllegalArgumentException e) {
      throw Call.invalid(
          String.valueOf(e.getMessage()), "`wfl status` and `wfl nodes` list what there is.");
    }
  }

  /// What was done, one sentence.
  record Struck(String done) {}
}
