package weftline.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import weftline.controller.Journal;
import weftline.core.Narrator;
import weftline.model.RoutingTable;

/// What `wfl dev` says to the person who started it.
final class DevConsole {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintWriter out;

  DevConsole(PrintWriter out) {
    this.out = out;
  }

  void starting(DevConfig config) {
    DevPorts ports = config.ports();
    line(
        "Weftline: a fabric of %d nodes in %d fault domains"
            .formatted(config.nodes(), config.faultDomains()));
    line("  management  http://127.0.0.1:%d".formatted(ports.management()));
    line(
        "  storage     blobs %d, queues %d, tables %d"
            .formatted(ports.blob(), ports.queue(), ports.table()));
    line("  state       %s".formatted(config.data()));
    line("");
  }

  void bringing(Path folder, DevDeployment.Outcome outcome) {
    switch (outcome) {
      case DevDeployment.Outcome.Deployed(var model) ->
          line("Deploying %s from %s".formatted(model.name(), folder));
      case DevDeployment.Outcome.Unchanged(var model) ->
          line("%s is deployed already; bringing it back".formatted(model.name()));
      case DevDeployment.Outcome.Different(var model, var differences) -> {
        line("%s in production differs from %s".formatted(model.name(), folder));
        line(
            "in its %s and was left as it is. To change it:"
                .formatted(String.join(" and ", differences)));
        line("  wfl upgrade %s".formatted(folder));
      }
    }
  }

  void event(Journal.Line event) {
    said(event.at(), Narrator.describe(event.event()));
  }

  void said(Instant at, String text) {
    line("  %s  %s".formatted(TIME.format(at), text));
  }

  void ready(DevConfig config, List<RoutingTable.Route> routes, Duration took) {
    line("");
    line("Ready after %.1f s.".formatted(took.toMillis() / 1_000.0));
    for (RoutingTable.Route route : routes) {
      line(
          "  Open  %s  (%s %s, %s)"
              .formatted(ReadyFile.url(route), route.service(), route.slot(), route.endpoint()));
    }
    if (!config.data().equals(DataFolder.standard())) {
      line(
          "  Set   export WFL_ENDPOINT=http://127.0.0.1:%d WFL_TOKEN_FILE=%s"
              .formatted(config.ports().management(), new DataFolder(config.data()).token()));
    }
    line("  Try   wfl status");
    line("        wfl map");
    line("        wfl chaos kill fd 1");
    line("Ctrl-C stops it and keeps its state; `wfl dev --reset` begins anew.");
    line("");
  }

  void stopping() {
    line("Stopping; the state is kept.");
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}
