package weftline.bench;

import java.nio.file.Path;
import java.util.List;

/// How the servers are started.
final class Launches {
  private static final int DEVELOPMENT_PORT = 10_000;

  private Launches() {}

  static Contestant.Launch weftline(Options options) {
    return (folder, port) ->
        List.of(
            options.launcher().toString(),
            "storage",
            "--data",
            folder.resolve("data").toString(),
            "--port-offset",
            Integer.toString(port - DEVELOPMENT_PORT));
  }

  static Contestant.Launch azurite(Options options) {
    Path program = options.azurite().resolve("node_modules/azurite/dist/src/azurite.js");
    return (folder, port) ->
        List.of(
            "node",
            program.toString(),
            "--silent",
            "--disableTelemetry",
            "--skipApiVersionCheck",
            "--location",
            folder.toString(),
            "--blobPort",
            Integer.toString(port),
            "--queuePort",
            Integer.toString(port + 1),
            "--tablePort",
            Integer.toString(port + 2));
  }
}
