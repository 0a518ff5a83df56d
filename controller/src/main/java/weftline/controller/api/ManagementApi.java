package weftline.controller.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import weftline.controller.Controller;
import weftline.controller.LogStore;
import weftline.controller.Packages;
import weftline.net.Handler;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Route;
import weftline.net.Router;

/// The fabric controller as people and programs see it: `/openapi.json` describes it.
public final class ManagementApi implements Handler {
  private static final String REQUEST_ID = "x-ms-request-id";

  private final Router router;

  private ManagementApi(Router router) {
    this.router = router;
  }

  /// Joins the parts of the API with routes that others answer on the same port.
  public static ManagementApi of(
      Parts parts, AccessToken token, Executor workers, List<Route> others) {
    var gate = new Gate(token, workers, parts.controller()::catchUp);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new FabricRoutes(parts.controller()).routes(gate));
    routes.addAll(new ChangeRoutes(parts.controller(), new Models(parts.packages())).routes(gate));
    routes.addAll(new OsRoutes(parts.controller()).routes(gate));
    routes.addAll(new InventoryRoutes(parts.controller()).routes(gate));
    routes.addAll(new StateRoutes(parts.controller(), parts.packages()).routes(gate));
    routes.addAll(new ControllerRoutes(parts.controller()).routes(gate));
    routes.addAll(new PackageRoutes(parts.packages()).routes(gate));
    routes.addAll(new StreamRoutes(parts.controller(), parts.logs()).routes(gate));
    routes.addAll(new ProgramRoutes(parts.controller(), parts.logs(), parts.chaos()).routes(gate));
    routes.addAll(new StorageRoutes(parts.accounts()).routes(gate));
    routes.addAll(others);
    return new ManagementApi(new Router(routes, ManagementApi::unmatched));
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    var id = UUID.randomUUID().toString();
    return router.handle(request).thenApply(response -> response.with(REQUEST_ID, id));
  }

  List<Route> routes() {
    return router.routes();
  }

  private static Response unmatched(Request request, SortedSet<String> allowed) {
    if (allowed.isEmpty()) {
      return ApiErrors.of(
          404,
          "NotFound",
          "There is nothing at %s.".formatted(request.rawPath()),
          "/openapi.json lists what there is.");
    }
    return ApiErrors.of(
            405,
            "MethodNotAllowed",
            "%s cannot be done with %s.".formatted(request.method(), request.rawPath()),
            "It takes %s.".formatted(String.join(", ", allowed)))
        .with("Allow", String.join(", ", allowed));
  }

  /// What the API shows and changes.
  ///
  /// @param chaos [Chaos#NONE] if nothing may be broken
  /// @param accounts those of the fabric's storage, if it is known where they are
  public record Parts(
      Controller controller,
      Packages packages,
      LogStore logs,
      Chaos chaos,
      Optional<StorageAccounts> accounts) {
    public Parts(Controller controller, Packages packages, LogStore logs, Chaos chaos) {
      this(controller, packages, logs, chaos, Optional.empty());
    }

    public Parts withAccounts(StorageAccounts newAccounts) {
      return new Parts(controller, packages, logs, chaos, Optional.of(newAccounts));
    }
  }
}
