package weftline.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import weftline.core.FabricSettings;

/// What can be chosen of a development fabric.
///
/// @param service the folder with the service to deploy
/// @param reset whether to forget what earlier runs have left
/// @param readyFile gets every endpoint once the goal state is reached
record DevConfig(
    Path service,
    Path data,
    boolean reset,
    DevPorts ports,
    Optional<Path> readyFile,
    int nodes,
    int faultDomains) {
  static final int NODES = 6;
  static final int FAULT_DOMAINS = 3;

  /// How long a node may be silent before it is given up; a heartbeat comes every half second.
  static final Duration NODE_GRACE = Duration.ofMillis(2_500);

  static final Duration HEARTBEAT = Duration.ofMillis(500);

  /// How long a package is kept that nothing uses any more.
  static final Duration PACKAGE_GRACE = Duration.ofDays(7);

  DevConfig {
    if (nodes < 1 || nodes > DevPorts.NODES_MAX) {
      throw new IllegalArgumentException(
          "There can be 1 to %d nodes.".formatted(DevPorts.NODES_MAX));
    }
    if (faultDomains < 2 || faultDomains > nodes) {
      throw new IllegalArgumentException(
          "There must be at least 2 fault domains, and no more than nodes.");
    }
  }

  FabricSettings fabric() {
    return FabricSettings.development("127.0.0.1", ports.firstPublic());
  }
}
