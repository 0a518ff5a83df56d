package weftline.controller.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weftline.controller.Controller;
import weftline.controller.Membership;
import weftline.controller.Outage;
import weftline.controller.Peer;
import weftline.controller.Postmark;
import weftline.controller.Sighting;
import weftline.core.Problem;
import weftline.net.Response;
import weftline.net.Route;

/// Who controls the fabric: the controllers, one more, one less.
final class ControllerRoutes {
  private final Controller controller;

  ControllerRoutes(Controller controller) {
    this.controller = controller;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/controllers", _ -> list()),
        gate.guarded("POST", "/v1/controllers", this::add),
        gate.guarded("DELETE", "/v1/controllers/{controller}", this::remove));
  }

  private Response list() {
    return Answers.json(controller.membership().members().stream().map(this::view).toList());
  }

  private ControllerView view(Membership.Member member) {
    Optional<Postmark> mark = member.seen().map(Sighting::postmark);
    return new ControllerView(
        member.peer().name(),
        member.peer().address(),
        member.role().name().toLowerCase(Locale.ROOT),
        ControllerHealth.of(controller, member).word(),
        mark.map(Postmark::version).orElse(""),
        mark.map(Postmark::reads).orElse(0),
        controller.state().keepers().level(),
        member.seen().map(Sighting::ago));
  }

  private Response add(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var body = call.json();
    var name = Call.required(body, "name");
    var address = Call.required(body, "address");
    Peer peer = Call.parse("controller", name + "=" + address, Peer::parse);
    try {
      controller.change(group -> group.add(peer));
    } catch (IOException e) {
      throw conflict(e, "`wfl controllers` lists those that there are.");
    }
    return list();
  }

  private Response remove(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var name = call.path().text("controller");
    Peer peer =
        controller.membership().members().stream()
            .map(Membership.Member::peer)
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new AnswerException(
                    new Problem.NotFound(
                        "There is no controller '%s'.".formatted(name),
                        "`wfl controllers` lists those that there are.")));
    try {
      controller.change(group -> group.remove(peer));
    } catch (IOException e) {
      throw conflict(e, "A fabric needs a controller; add another one first.");
    }
    return list();
  }

  private static AnswerException conflict(IOException e, String cure) {
    return new AnswerException(new Problem.Conflict(String.valueOf(e.getMessage()), cure));
  }
}
