package weftline.controller.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.controller.Controller;
import weftline.controller.Membership;
import weftline.controller.Membership.Member;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Roster;

/// Tells whoever asks where the controllers are, beside the answer to something else: agents,
/// balancers and the command line find the group again when all have been replaced whom they were
/// started with. Only the primary is asked, for another one may have been left behind.
final class Introductions implements Handler {
  /// Where everybody may come who has been let in; others need not know who controls the fabric.
  private static final List<String> PATHS = List.of("/nodes/", "/balancers/", "/v1/");

  private final Handler here;
  private final Controller controller;

  Introductions(Handler here, Controller controller) {
    this.here = here;
    this.controller = controller;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    Optional<Roster> known = known(request);
    return known.isEmpty()
        ? here.handle(request)
        : here.handle(request).thenApply(answer -> introduced(answer, known.get()));
  }

  private static Optional<Roster> known(Request request) {
    return PATHS.stream().anyMatch(request.rawPath()::startsWith)
        ? request.headers().first(Roster.HEADER).flatMap(Roster::parse)
        : Optional.empty();
  }

  private Response introduced(Response answer, Roster known) {
    if (answer.status() / 100 != 2) {
      return answer;
    }
    Roster now = roster(known);
    return now.equals(known) ? answer : answer.with(Roster.HEADER, now.text());
  }

  /// One that has always been alone may be anywhere: nobody has ever had to look for it.
  private Roster roster(Roster known) {
    List<Member> counted =
        controller.membership().members().stream()
            .filter(each -> each.role() != Membership.Role.JOINING)
            .toList();
    return counted.size() > 1 || (counted.size() == 1 && !known.equals(Roster.NONE))
        ? new Roster(counted.stream().map(each -> each.peer().address()).toList())
        : known;
  }
}
