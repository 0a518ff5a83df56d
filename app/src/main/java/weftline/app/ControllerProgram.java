package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import weftline.controller.Controller;
import weftline.controller.FileLedger;
import weftline.controller.NodeWatch;
import weftline.controller.Time;
import weftline.controller.api.AccessToken;
import weftline.controller.api.ManagementApi;
import weftline.core.Command;
import weftline.core.FabricSettings;
import weftline.net.HttpLimits;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Route;

/// A running controller over the ledger in a folder, and what stands around it.
record ControllerProgram(Controller controller, DataFolder folder) {
  /// Most of what is open at the end are streams and long polls, which never end by themselves.
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withDrain(Duration.ofMillis(300));

  /// Recovers and runs until the parts are closed.
  static ControllerProgram start(
      Parts parts, DataFolder folder, FabricSettings settings, Runnable broken) throws IOException {
    FileLedger ledger = FileLedger.open(folder.ledger());
    parts.add(ledger::close);
    Controller controller =
        Controller.open(ledger, new Time(InstantSource.system(), System::nanoTime));
    Background running = Background.start("controller", controller::run, broken);
    parts.add(running::stop);
    if (!controller.state().settings().equals(settings)) {
      LocalCall.requireAccepted(
          () -> controller.ask(at -> new Command.ConfigureFabric(at, settings)));
    }
    return new ControllerProgram(controller, folder);
  }

  /// Looks for silent nodes until the parts are closed.
  void watch(Parts parts, NodeWatch watch, Duration pause, Runnable broken) {
    Background looking =
        Background.start("node watch", Background.every(pause, watch::runOnce), broken);
    parts.add(looking::stop);
  }

  /// Serves the management API, and leaves word of where it is for the command line.
  void serve(
      Parts parts,
      Network network,
      HttpServerConfig config,
      ManagementApi.Parts shown,
      List<Route> others)
      throws IOException {
    AccessToken token = AccessToken.open(folder.token());
    HttpServer server =
        HttpServer.listen(
            network,
            config.withLimits(LIMITS),
            ManagementApi.of(shown, token, network.workers(), others));
    parts.add(server::close);
    String scheme = config.tls().isPresent() ? "https" : "http";
    Files.writeString(
        folder.endpoint(),
        "%s://%s:%d%n"
            .formatted(
                scheme,
                server.address().getAddress().getHostAddress(),
                server.address().getPort()));
  }
}
