package weftline.controller.api;

import java.io.IOException;
import java.util.List;
import weftline.controller.Controller;
import weftline.controller.Outage;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.net.Response;
import weftline.net.Route;

/// The devices of the fabric: the inventory as a file, and its nodes rack by rack.
final class InventoryRoutes {
  private final Controller controller;

  InventoryRoutes(Controller controller) {
    this.controller = controller;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        gate.guarded("GET", "/v1/inventory", this::export),
        gate.guarded("PUT", "/v1/inventory", this::replace),
        gate.guarded("GET", "/v1/racks", this::racks));
  }

  private Response export(Call call) {
    return Answers.json(InventoryFile.of(controller.state().listing().inventory()));
  }

  private Response replace(Call call)
      throws IOException, AnswerException, Outage, InterruptedException {
    var inventory = InventoryFile.read(call.json(InventoryFile.BYTES_MAX));
    var decision = controller.ask(at -> new Command.ImportInventory(at, call.by(), inventory));
    return switch (decision) {
      case Decision.Accepted(var events) -> Answers.json(Imported.of(inventory, events.isEmpty()));
      case Decision.Refused(var problem) -> throw new AnswerException(problem);
    };
  }

  private Response racks(Call call) {
    return Answers.json(RackViews.all(controller.state()));
  }
}
