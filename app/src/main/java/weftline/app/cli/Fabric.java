package weftline.app.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weftline.controller.api.ContainerView;
import weftline.controller.api.ControllerView;
import weftline.controller.api.ExplainView;
import weftline.controller.api.Imported;
import weftline.controller.api.NodeView;
import weftline.controller.api.OperationView;
import weftline.controller.api.OsView;
import weftline.controller.api.PlanView;
import weftline.controller.api.RackView;
import weftline.controller.api.ServiceView;
import weftline.controller.api.StateView;
import weftline.controller.api.TroubleView;
import weftline.controller.api.VerificationView;
import weftline.model.PackageReference;
import weftline.net.Json;
import weftline.net.JsonTree;

/// The fabric as commands see it: its services, nodes and operations, and the changes they can ask
/// for.
final class Fabric {
  private final FabricClient client;

  Fabric(FabricClient client) {
    this.client = client;
  }

  FabricClient client() {
    return client;
  }

  List<ServiceView> services() throws CommandFailure {
    return list(client.get("/v1/services"), ServiceView.class);
  }

  /// Nothing if there is no such service.
  Optional<ServiceView> service(String name) throws CommandFailure {
    try {
      return Optional.of(one(client.get("/v1/services/" + encoded(name)), ServiceView.class));
    } catch (CommandFailure e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  List<NodeView> nodes() throws CommandFailure {
    return list(client.get("/v1/nodes"), NodeView.class);
  }

  List<RackView> racks() throws CommandFailure {
    return list(client.get("/v1/racks"), RackView.class);
  }

  JsonTree inventory() throws CommandFailure {
    return tree(client.get("/v1/inventory"));
  }

  Imported importInventory(Path file) throws CommandFailure {
    return one(client.upload("/v1/inventory", file), Imported.class);
  }

  List<ContainerView> containers() throws CommandFailure {
    return list(client.get("/v1/containers"), ContainerView.class);
  }

  OsView os() throws CommandFailure {
    return one(client.get("/v1/os"), OsView.class);
  }

  List<TroubleView> problems() throws CommandFailure {
    return list(client.get("/v1/problems"), TroubleView.class);
  }

  StateView stateAt(String time) throws CommandFailure {
    return one(client.get("/v1/state?at=" + encoded(time)), StateView.class);
  }

  VerificationView verifyState() throws CommandFailure {
    return one(client.get("/v1/state/verification"), VerificationView.class);
  }

  StateView rollBack(Map<String, Object> event) throws CommandFailure {
    return one(client.post("/v1/state/rollback", event), StateView.class);
  }

  List<ControllerView> controllers() throws CommandFailure {
    return list(client.get("/v1/controllers"), ControllerView.class);
  }

  List<ControllerView> addController(Map<String, Object> controller) throws CommandFailure {
    return list(client.post("/v1/controllers", controller), ControllerView.class);
  }

  void removeController(String name) throws CommandFailure {
    client.delete("/v1/controllers/" + encoded(name));
  }

  PlanView plan(String service, String slot, Map<String, Object> body) throws CommandFailure {
    String path = "/v1/services/%s/slots/%s/plan".formatted(encoded(service), slot);
    return one(client.post(path, body), PlanView.class);
  }

  List<OperationView> operations() throws CommandFailure {
    return list(client.get("/v1/operations"), OperationView.class);
  }

  /// Answers when the operation has ended, or after the wait.
  OperationView operation(String id, int waitSeconds) throws CommandFailure {
    return one(
        client.get("/v1/operations/%s?wait=%d".formatted(encoded(id), waitSeconds)),
        OperationView.class);
  }

  ExplainView explain(String service, Map<String, String> filter) throws CommandFailure {
    return one(client.get("/v1/explain/" + encoded(service) + query(filter)), ExplainView.class);
  }

  void upload(PackageReference reference, Path file) throws CommandFailure {
    client.upload("/v1/packages/" + reference.sha256(), file);
  }

  /// Asks for a change of a slot. The answer is the id of the operation; nothing if there was
  /// nothing to change.
  Optional<String> change(String service, String slot, String verb, Map<String, Object> body)
      throws CommandFailure {
    return change("/v1/services/%s/slots/%s/%s".formatted(encoded(service), slot, verb), body);
  }

  /// Nothing if there was nothing to change.
  Optional<String> change(String path, Map<String, Object> body) throws CommandFailure {
    return tree(client.post(path, body)).at("operation").text();
  }

  /// Breaks or revives something; only some fabrics let themselves be hurt.
  JsonTree strike(String action, String kind, String target) throws CommandFailure {
    return tree(client.post("/v1/chaos", Map.of("action", action, "kind", kind, "target", target)));
  }

  /// The full name of what a person has named by its beginning.
  static String resolve(String kind, String wanted, List<String> all) throws CommandFailure {
    if (all.contains(wanted)) {
      return wanted;
    }
    List<String> found = all.stream().filter(each -> each.startsWith(wanted)).sorted().toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String known = all.isEmpty() ? "there is none" : "there are: " + String.join(", ", all);
    throw CommandFailure.failed(
        found.isEmpty()
            ? "there is no %s '%s'".formatted(kind, wanted)
            : "'%s' could be %s".formatted(wanted, String.join(" or ", found)),
        found.isEmpty() ? known : "write more of the name");
  }

  String resolveService(String wanted) throws CommandFailure {
    return resolve("service", wanted, services().stream().map(ServiceView::name).toList());
  }

  String resolveNode(String wanted) throws CommandFailure {
    return resolve("node", wanted, nodes().stream().map(NodeView::id).toList());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Empty values are left out.
  static String query(Map<String, String> parameters) {
    Stream<String> pairs =
        parameters.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + "=" + encoded(each.getValue()));
    String text = pairs.sorted().collect(Collectors.joining("&"));
    return text.isEmpty() ? "" : "?" + text;
  }

  static JsonTree tree(byte[] body) throws CommandFailure {
    try {
      return JsonTree.parse(body);
    } catch (IOException e) {
      throw notUnderstood(e);
    }
  }

  static <T> T one(byte[] body, Class<T> type) throws CommandFailure {
    try {
      return Json.read(body, type);
    } catch (IOException e) {
      throw notUnderstood(e);
    }
  }

  private static <T> List<T> list(byte[] body, Class<T> type) throws CommandFailure {
    try {
      return Json.readList(body, type);
    } catch (IOException e) {
      throw notUnderstood(e);
    }
  }

  private static CommandFailure notUnderstood(IOException e) {
    return CommandFailure.failed(
        "the fabric's answer is not understood: " + e.getMessage(),
        "the command line and the fabric may be of different versions");
  }
}
