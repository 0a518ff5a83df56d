package weftline.controller.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import weftline.controller.Controller;
import weftline.controller.History;
import weftline.controller.Outage;
import weftline.controller.Packages;
import weftline.controller.Position;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Images;
import weftline.core.Problem;
import weftline.core.State;
import weftline.net.Response;
import weftline.net.Route;

/// The past of the fabric: how it was, whether the ledger leads to how it is, and the way back.
final class StateRoutes {
  private final Controller controller;
  private final Packages packages;

  StateRoutes(Controller controller, Packages packages) {
    this.controller = controller;
    this.packages = packages;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/state", this::at),
        gate.guarded("GET", "/v1/state/verification", _ -> verify()),
        gate.guarded("POST", "/v1/state/rollback", this::rollBack));
  }

  private Response at(Call call) throws IOException, AnswerException {
    var text = call.option("at").orElse("");
    var time = Call.parse("time (2026-01-31T12:00:00Z)", text, Instant::parse);
    var position = controller.at(time).orElseThrow(() -> tooLongAgo(text));
    return Answers.json(view(position));
  }

  private static StateView view(Position position) {
    return new StateView(
        position.next() - 1,
        position.at(),
        NodeViews.all(position.state()),
        ServiceViews.all(position.state()));
  }

  private Response verify() throws IOException, AnswerException {
    return Answers.json(
        controller
            .verify()
            .map(StateRoutes::view)
            .orElseThrow(() -> tooLongAgo("the fabric's beginning")));
  }

  private static VerificationView view(History.Verification found) {
    return new VerificationView(
        found.from(),
        found.to(),
        found.checkpoints(),
        found.difference().isEmpty(),
        found.difference().orElse(""));
  }

  private Response rollBack(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    long event = Call.parse("event", Call.required(call.json(), "to"), Long::parseLong);
    long last = controller.lastEvent();
    if (event > last) {
      throw Call.invalid(
          "There is no event %d yet; the last one is %d.".formatted(event, last),
          "`wfl events -o json` shows their numbers.");
    }
    var position = controller.upTo(event).orElseThrow(() -> tooLongAgo("event " + event));
    requirePackages(position.state());
    var decision =
        controller.ask(at ->
            new Command.RestoreState(
                at, call.by(), position.next() - 1, position.state().snapshot()));
    if (decision instanceof Decision.Refused(var problem)) {
      throw new AnswerException(problem);
    }
    return Answers.json(view(position));
  }

  /// What ran then must not have been removed since, and is not now.
  private void requirePackages(State then) throws IOException, AnswerException {
    Set<String> named = Images.of(controller.state());
    for (String image : Images.of(then)) {
      if (!named.contains(image) && packages.claim(image).isEmpty()) {
        throw new AnswerException(
            new Problem.Conflict(
                "The package %s, which was in use then, is not in the package store any more."
                    .formatted(image),
                "Upload it with PUT /v1/packages/%s, then go back.".formatted(image)));
      }
    }
  }

  private static AnswerException tooLongAgo(String what) {
    return new AnswerException(
        new Problem.NotFound(
            "The ledger of this controller does not hold '%s' any more.".formatted(what),
            "`wfl events` shows what it holds; another controller may hold more (--stale)."));
  }
}
