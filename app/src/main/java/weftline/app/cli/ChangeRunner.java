package weftline.app.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What the verbs that change a service that is there have in common.
final class ChangeRunner {
  @Parameters(
      index = "0",
      paramLabel = "SERVICE",
      description = "The service's name, or its beginning")
  private String service = "";

  @Mixin private final WatchOptions watch = new WatchOptions();

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  Fabric connect(Session session) throws CommandFailure {
    return fabric.connect(session);
  }

  String service(Fabric found) throws CommandFailure {
    return found.resolveService(service);
  }

  OutputOptions output() {
    return output;
  }

  int slotChange(Session session, String slot, String verb, Map<String, Object> body)
      throws CommandFailure {
    Fabric found = connect(session);
    return follow(session, found, found.change(service(found), slot, verb, body));
  }

  int follow(Session session, Fabric found, Optional<String> operation) throws CommandFailure {
    return new OperationWatch(session, found, output).follow(operation, watch);
  }
}
