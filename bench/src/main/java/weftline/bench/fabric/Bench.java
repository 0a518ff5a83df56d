package weftline.bench.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import weftline.core.State;

/// What the measurements share: the options, and the one data centre that takes minutes to build.
final class Bench {
  private final FabricOptions options;
  private Optional<State> large = Optional.empty();

  Bench(FabricOptions options) {
    this.options = options;
  }

  FabricOptions options() {
    return options;
  }

  /// The data centre, full and at rest.
  State large() {
    State state =
        large.orElseGet(() -> {
          progress("fills a fabric of " + options.nodes() + " nodes");
          return Fabrics.filled(options.nodes(), options.instances());
        });
    large = Optional.of(state);
    return state;
  }

  void progress(String text) {
    System.err.println(text);
  }

  /// How the machine was when this was measured.
  String machine() {
    return "%d cores, load %s, JDK %s, heap of %d MiB"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            load(),
            Runtime.version().feature(),
            Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException _) {
      return "unknown";
    }
  }
}
