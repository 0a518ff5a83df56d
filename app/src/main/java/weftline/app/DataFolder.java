package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import weftline.agent.Orphans;
import weftline.model.NodeId;

/// Where the development fabric keeps what it must not forget.
record DataFolder(Path root) {
  /// Where the command line looks, too.
  static Path standard() {
    return Path.of(System.getProperty("user.home"), ".weftline", "dev");
  }

  Path token() {
    return root.resolve("token");
  }

  /// Holds one URL, for the command line to find the fabric.
  Path endpoint() {
    return root.resolve("endpoint");
  }

  Path ledger() {
    return root.resolve("ledger");
  }

  /// The ledger of versions before controllers came in groups.
  Path earlierLedger() {
    return root.resolve("controller");
  }

  /// What an agent or a balancer has been told of where controllers are.
  Path controllers() {
    return root.resolve("controllers");
  }

  Path storage() {
    return root.resolve("storage");
  }

  Path balancer() {
    return root.resolve("balancer");
  }

  Path roleLogs() {
    return root.resolve("logs");
  }

  Path images() {
    return root.resolve("images");
  }

  Path spool() {
    return root.resolve("spool");
  }

  Path log() {
    return root.resolve("weftline.log");
  }

  /// Short, for the paths of pipes and sockets have a limit.
  Path node(NodeId node) {
    return nodes().resolve(node.value());
  }

  private Path nodes() {
    return root.resolve("n");
  }

  /// Forgets everything but the lock, which the caller holds. Processes that an earlier run has
  /// left are ended first, for afterwards nobody would know of them.
  void reset() throws IOException {
    if (Files.exists(nodes())) {
      try (Stream<Path> nodes = Files.list(nodes())) {
        for (Path node : nodes.toList()) {
          Path instances = NodeProgram.instances(node);
          Orphans.end(instances);
          deleteAll(instances);
        }
      }
    }
    deleteAll(root);
  }

  private void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(root) && !path.equals(root.resolve("lock"))) {
          Files.delete(path);
        }
      }
    }
  }
}
