package weftline.controller.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import weftline.controller.Controller;
import weftline.controller.Outage;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.OsGoal;
import weftline.core.OsProgress;
import weftline.model.NodeId;
import weftline.net.JsonTree;
import weftline.net.Response;
import weftline.net.Route;

/// The operating systems of the machines: what there is, what is wanted, and how far that is.
final class OsRoutes {
  private final Controller controller;

  OsRoutes(Controller controller) {
    this.controller = controller;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/os", _ -> view()),
        gate.guarded("POST", "/v1/os", this::want),
        gate.guarded("POST", "/v1/os/pause", call -> rule(call, Command.OsRuling.PAUSE)),
        gate.guarded("POST", "/v1/os/resume", call -> rule(call, Command.OsRuling.RESUME)),
        gate.guarded("POST", "/v1/os/cancel", call -> rule(call, Command.OsRuling.CANCEL)));
  }

  private Response view() {
    return Answers.json(OsView.of(OsProgress.of(controller.state(), controller.now())));
  }

  private Response want(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    JsonTree body = call.json();
    String version = Call.required(body, "version");
    List<NodeId> nodes = new ArrayList<>();
    for (JsonTree node : body.at("nodes").items()) {
      nodes.add(Call.parse("node", node.text().orElse(""), NodeId::new));
    }
    Optional<String> container = body.at("container").text().filter(name -> !name.isEmpty());
    OsGoal.Rules rules = rules(body);
    OsGoal.Scope scope = checked(() -> new OsGoal.Scope(container, nodes));
    return change(at -> new Command.SetOsGoal(at, call.by(), version, scope, rules));
  }

  private static OsGoal.Rules rules(JsonTree body) throws AnswerException {
    OsGoal.Rules standard = OsGoal.Rules.DEFAULT;
    return checked(() ->
        new OsGoal.Rules(
            number(body, "atOnce").orElse(standard.atOnceMax()),
            number(body, "failedPercent").orElse(standard.failedPercentMax()),
            body.at("within").number().map(Duration::ofSeconds).orElse(standard.within())));
  }

  private static <T> T checked(Supplier<T> wish) throws AnswerException {
    try {
      return wish.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Call.invalid("That is no way to do it: " + e.getMessage(), "Correct it.");
    }
  }

  private static Optional<Integer> number(JsonTree body, String name) {
    return body.at(name).number().map(Math::toIntExact);
  }

  private Response rule(Call call, Command.OsRuling ruling)
      throws AnswerException, Outage, InterruptedException {
    return change(at -> new Command.RuleOs(at, call.by(), ruling));
  }

  private Response change(Function<Instant, Command> command)
      throws AnswerException, Outage, InterruptedException {
    return switch (controller.ask(command)) {
      case Decision.Accepted _ ->
          Answers.json(202, new ChangeRoutes.Accepted(Optional.empty(), List.of()));
      case Decision.Refused(var problem) -> throw new AnswerException(problem);
    };
  }
}
