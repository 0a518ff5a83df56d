package weftline.controller.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import weftline.controller.Controller;
import weftline.controller.Outage;
import weftline.core.Command;
import weftline.core.Command.Ruling;
import weftline.core.Decision;
import weftline.core.Event;
import weftline.core.Problem;
import weftline.core.Rehearsal;
import weftline.core.UpgradeMode;
import weftline.model.Finding;
import weftline.net.JsonTree;
import weftline.net.Response;
import weftline.net.Route;

/// What people want changed. Every change answers with the operation by which its outcome can be
/// followed.
final class ChangeRoutes {
  private static final String SLOT = "/v1/services/{service}/slots/{slot}";

  private final Controller controller;
  private final Models models;

  ChangeRoutes(Controller controller, Models models) {
    this.controller = controller;
    this.models = models;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("POST", SLOT + "/deploy", this::deploy),
        gate.guarded("POST", SLOT + "/plan", this::plan),
        gate.guarded("POST", SLOT + "/configure", this::configure),
        gate.guarded("POST", SLOT + "/upgrade", this::upgrade),
        gate.guarded("POST", SLOT + "/walk", this::walk),
        gate.guarded("POST", SLOT + "/rollback", this::rollback),
        gate.guarded("POST", SLOT + "/scale", this::scale),
        gate.guarded("POST", SLOT + "/delete", this::delete),
        gate.guarded("POST", "/v1/services/{service}/swap", this::swap),
        gate.guarded("POST", "/v1/nodes/{node}/drain", this::drain),
        gate.guarded("POST", "/v1/nodes/{node}/undrain", this::undrain),
        gate.guarded("POST", "/v1/nodes/accept-loss", this::acceptLoss),
        gate.guarded("POST", "/v1/nodes/{node}/remove", this::remove),
        gate.guarded("POST", "/v1/nodes/{node}/faulty", call -> judge(call, Ruling.FAULTY)),
        gate.guarded("POST", "/v1/nodes/{node}/repaired", call -> judge(call, Ruling.REPAIRED)),
        gate.guarded("POST", "/v1/nodes/{node}/release", call -> judge(call, Ruling.RELEASED)),
        gate.guarded("POST", "/v1/containers/{container}/withdraw", this::withdraw));
  }

  private Response deploy(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    var body = call.json();
    var model = model(body);
    return change(
        at -> new Command.Deploy(at, call.by(), service, slot, label(body), model.service()),
        model.warnings());
  }

  /// Changes nothing.
  private Response plan(Call call) throws IOException, AnswerException {
    var service = call.service();
    var slot = call.slot();
    var body = call.json();
    var model = model(body).service();
    var deploy = new Command.Deploy(controller.now(), call.by(), service, slot, label(body), model);
    return Answers.json(PlanView.of(Rehearsal.of(controller.state(), deploy)));
  }

  private Response configure(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    var current =
        controller
            .state()
            .deployment(service, slot)
            .orElseThrow(() ->
                new AnswerException(
                    new Problem.NotFound(
                        "There is nothing in %s of %s.".formatted(slot, service),
                        "`wfl deploy` puts something there.")));
    var image = current.current().model().image().sha256();
    var model = models.read(image, Call.required(call.json(), "configuration"));
    return change(
        at -> new Command.Configure(at, call.by(), service, slot, model.service().configuration()),
        model.warnings());
  }

  private Response upgrade(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    var body = call.json();
    var model = model(body);
    var mode =
        Call.parse(
            "mode (auto or manual)",
            body.at("mode").text().orElse("auto"),
            text -> UpgradeMode.valueOf(text.toUpperCase(Locale.ROOT)));
    var role = body.at("role").text().filter(text -> !text.isEmpty());
    boolean force = body.at("force").isTrue();
    boolean autoRollback = body.at("autoRollback").isTrue();
    return change(
        at ->
            new Command.Upgrade(
                at,
                call.by(),
                service,
                slot,
                label(body),
                model.service(),
                mode,
                role,
                force,
                autoRollback),
        model.warnings());
  }

  private Response walk(Call call) throws AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    return change(at -> new Command.Walk(at, call.by(), service, slot));
  }

  private Response rollback(Call call) throws AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    return change(at -> new Command.Rollback(at, call.by(), service, slot));
  }

  private Response scale(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    var body = call.json();
    var role = Call.required(body, "role");
    int instances =
        Call.parse("number of instances", Call.required(body, "instances"), Integer::parseInt);
    boolean force = body.at("force").isTrue();
    return change(at -> new Command.Scale(at, call.by(), service, slot, role, instances, force));
  }

  private Response delete(Call call) throws AnswerException, Outage, InterruptedException {
    var service = call.service();
    var slot = call.slot();
    return change(at -> new Command.Delete(at, call.by(), service, slot));
  }

  private Response swap(Call call) throws AnswerException, Outage, InterruptedException {
    var service = call.service();
    return change(at -> new Command.Swap(at, call.by(), service));
  }

  private Response drain(Call call) throws AnswerException, Outage, InterruptedException {
    var node = call.node();
    return change(at -> new Command.DrainNode(at, call.by(), node));
  }

  private Response undrain(Call call) throws AnswerException, Outage, InterruptedException {
    var node = call.node();
    return change(at -> new Command.UndrainNode(at, call.by(), node));
  }

  private Response remove(Call call) throws AnswerException, Outage, InterruptedException {
    var node = call.node();
    return change(at -> new Command.RemoveNode(at, call.by(), node));
  }

  private Response judge(Call call, Ruling ruling)
      throws AnswerException, Outage, InterruptedException {
    var node = call.node();
    return change(at -> new Command.JudgeNode(at, call.by(), node, ruling));
  }

  private Response withdraw(Call call) throws AnswerException, Outage, InterruptedException {
    var container = call.path().text("container");
    return change(at -> new Command.WithdrawContainer(at, call.by(), container));
  }

  private Response acceptLoss(Call call) throws AnswerException, Outage, InterruptedException {
    return change(at -> new Command.AcceptLoss(at, call.by()));
  }

  private Models.Model model(JsonTree body) throws IOException, AnswerException {
    return models.read(Call.required(body, "package"), Call.required(body, "configuration"));
  }

  private static String label(JsonTree body) {
    return body.at("label").text().orElse("");
  }

  private Response change(Function<Instant, Command> command)
      throws AnswerException, Outage, InterruptedException {
    return change(command, List.of());
  }

  private Response change(Function<Instant, Command> command, List<Finding> warnings)
      throws AnswerException, Outage, InterruptedException {
    return switch (controller.ask(command)) {
      case Decision.Accepted(var events) ->
          Answers.json(202, new Accepted(operation(events), warnings));
      case Decision.Refused(var problem) -> throw new AnswerException(problem);
    };
  }

  private static Optional<String> operation(List<Event> events) {
    return events.stream()
        .filter(Event.OperationStarted.class::isInstance)
        .map(Event.OperationStarted.class::cast)
        .map(started -> started.operation().id().value())
        .findFirst();
  }

  /// The answer to a change that is under way.
  ///
  /// @param operation absent if there was nothing to change
  record Accepted(Optional<String> operation, List<Finding> findings) {
    Accepted {
      findings = List.copyOf(findings);
    }
  }
}
