package weftline.app.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What draining a node and taking it back have in common.
final class NodeChange {
  @Parameters(index = "0", paramLabel = "NODE", description = "The node's name, or its beginning")
  private String node = "";

  @Mixin private final WatchOptions watch = new WatchOptions();

  @Mixin private final FabricOptions fabric = new FabricOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  int run(Session session, String verb) throws CommandFailure {
    Fabric found = fabric.connect(session);
    String name = found.resolveNode(node);
    Optional<String> operation =
        found.change("/v1/nodes/%s/%s".formatted(Fabric.encoded(name), verb), Map.of());
    return new OperationWatch(session, found, output).follow(operation, watch);
  }
}
