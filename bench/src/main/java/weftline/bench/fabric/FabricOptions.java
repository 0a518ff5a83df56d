package weftline.bench.fabric;

import java.nio.file.Path;

/// What is asked of the fabric's bench.
///
/// @param only measures what has this text in its name
/// @param quick a tenth of the size, for a first look
/// @param trace the Azure trace; measured without packing if it is not there
/// @param folder where ledgers may be written
/// @param launcher starts the programs, for what is measured with real processes
record FabricOptions(String only, boolean quick, Path trace, Path folder, Path launcher) {
  private static final int NODES = 360_000;
  private static final int INSTANCES = 1_500_000;
  private static final int NODES_OF_PLACEMENTS = 100_000;
  private static final int CONTAINER = 2_000;

  static FabricOptions parse(String[] arguments) {
    FabricOptions options =
        new FabricOptions("", false, Path.of("trace"), Path.of("data"), Path.of("wfl"));
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      options = options.with(name, equals < 0 ? "" : argument.substring(equals + 1));
    }
    return options;
  }

  private FabricOptions with(String name, String value) {
    return switch (name) {
      case "--quick" -> new FabricOptions(only, true, trace, folder, launcher);
      case "--only" -> new FabricOptions(value, quick, trace, folder, launcher);
      case "--trace" -> new FabricOptions(only, quick, Path.of(value), folder, launcher);
      case "--folder" -> new FabricOptions(only, quick, trace, Path.of(value), launcher);
      case "--launcher" -> new FabricOptions(only, quick, trace, folder, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option " + name);
    };
  }

  /// A whole data centre.
  int nodes() {
    return quick ? NODES / 10 : NODES;
  }

  int instances() {
    return quick ? INSTANCES / 10 : INSTANCES;
  }

  int nodesOfPlacements() {
    return quick ? NODES_OF_PLACEMENTS / 10 : NODES_OF_PLACEMENTS;
  }

  /// The nodes of one shipping container.
  int container() {
    return quick ? CONTAINER / 10 : CONTAINER;
  }
}
