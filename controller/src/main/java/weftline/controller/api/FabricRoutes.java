package weftline.controller.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import weftline.controller.Controller;
import weftline.core.Containers;
import weftline.core.Crowd;
import weftline.core.Explain;
import weftline.core.Problem;
import weftline.core.Service;
import weftline.core.State;
import weftline.core.Troubles;
import weftline.core.Verdict;
import weftline.model.OperationId;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.net.Response;
import weftline.net.Route;

/// What there is: services, operations, nodes, and why things are as they are.
final class FabricRoutes {
  private static final int NAMES_MAX = 20;

  private final Controller controller;

  FabricRoutes(Controller controller) {
    this.controller = controller;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/services", this::services),
        gate.guarded("GET", "/v1/services/{service}", this::service),
        gate.guarded("GET", "/v1/operations", this::operations),
        gate.guarded("GET", "/v1/operations/{operation}", this::operation),
        gate.guarded("GET", "/v1/nodes", this::nodes),
        gate.guarded("GET", "/v1/problems", this::problems),
        gate.guarded("GET", "/v1/containers", this::containers),
        gate.guarded("GET", "/v1/explain/{service}", this::explain));
  }

  private Response services(Call call) {
    return Answers.json(ServiceViews.all(controller.state()));
  }

  private Response service(Call call) throws AnswerException {
    var state = controller.state();
    return Answers.json(ServiceViews.of(state, find(state, call.service())));
  }

  /// Newest first.
  private Response operations(Call call) {
    var state = controller.state();
    return Answers.json(
        state.operations().values().reversed().stream()
            .map(operation -> OperationViews.of(state, operation))
            .toList());
  }

  private Response operation(Call call) throws AnswerException, InterruptedException {
    var id = Call.parse("operation", call.path().text("operation"), OperationId::new);
    var state =
        controller.await(
            now -> now.operation(id).filter(found -> found.isRunning()).isEmpty(), call.waiting());
    var operation =
        state
            .operation(id)
            .orElseThrow(() ->
                new AnswerException(
                    new Problem.NotFound(
                        "There is no operation '%s'.".formatted(id),
                        "It may be long over: `wfl events` tells what has happened.")));
    return Answers.json(OperationViews.of(state, operation));
  }

  private Response nodes(Call call) {
    return Answers.json(NodeViews.all(controller.state()));
  }

  private Response containers(Call call) {
    return Answers.json(Containers.of(controller.state()).stream().map(ContainerView::of).toList());
  }

  /// Most urgent first.
  private Response problems(Call call) {
    var troubles =
        GroupTroubles.with(controller, Troubles.of(controller.state(), controller.now()));
    return Answers.json(troubles.stream().map(TroubleView::of).toList());
  }

  private Response explain(Call call) throws AnswerException {
    var state = controller.state();
    var service = find(state, call.service());
    var role = call.option("role");
    var instance = call.option("instance");
    List<ExplainView.PlacementView> placements = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      state.deployment(service.name(), slot).stream()
          .flatMap(deployment -> state.instancesOf(deployment.id()).stream())
          .filter(each -> role.isEmpty() || role.get().equals(each.id().role()))
          .filter(each -> instance.isEmpty() || instance.get().equals(each.id().name()))
          .flatMap(each -> Explain.placement(state, each.id()).stream())
          .map(placement -> view(slot, placement))
          .forEach(placements::add);
    }
    if (placements.isEmpty() && (role.isPresent() || instance.isPresent())) {
      throw unknownInstances(state, service, role.or(() -> instance).orElse(""));
    }
    return Answers.json(new ExplainView(changes(state, service), placements));
  }

  private static AnswerException unknownInstances(State state, Service service, String wanted) {
    var known =
        Arrays.stream(Slot.values())
            .flatMap(slot -> state.deployment(service.name(), slot).stream())
            .flatMap(deployment -> state.instancesOf(deployment.id()).stream())
            .map(each -> each.id().name())
            .distinct()
            .toList();
    return new AnswerException(
        new Problem.NotFound(
            "%s has no instance of that name, and none of such a role: %s"
                .formatted(service.name(), wanted),
            known.isEmpty()
                ? "It has no instances at all."
                : "It has %s%s."
                    .formatted(
                        known.stream().limit(NAMES_MAX).collect(Collectors.joining(", ")),
                        known.size() > NAMES_MAX ? " and others" : "")));
  }

  private static List<OperationView> changes(State state, Service service) {
    return state.runningOperations().stream()
        .filter(operation -> operation.subject().service().equals(Optional.of(service.name())))
        .map(operation -> OperationViews.of(state, operation))
        .toList();
  }

  private static ExplainView.PlacementView view(Slot slot, Explain.Placement placement) {
    var verdicts =
        placement.verdicts().stream()
            .map(verdict ->
                new ExplainView.VerdictView(
                    verdict.node().value(),
                    verdict.faultDomain(),
                    verdict.fits(),
                    verdict.obstacles().stream().map(Verdict.Obstacle::describe).toList()))
            .toList();
    return new ExplainView.PlacementView(
        slot.toString(),
        placement.instance().name(),
        placement.reason(),
        verdicts,
        groups(placement.crowds()),
        placement.cures());
  }

  static List<ExplainView.GroupView> groups(List<Crowd> crowds) {
    return crowds.stream()
        .map(crowd ->
            new ExplainView.GroupView(crowd.kind(), crowd.verdict(), crowd.nodes(), crowd.names()))
        .toList();
  }

  private static Service find(State state, ServiceName name) throws AnswerException {
    return state
        .services()
        .get(name)
        .orElseThrow(() ->
            new AnswerException(
                new Problem.NotFound(
                    "There is no service '%s'.".formatted(name),
                    "`wfl status` lists the services, `wfl deploy` makes one.")));
  }
}
