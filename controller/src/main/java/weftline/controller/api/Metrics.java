package weftline.controller.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import weftline.core.Instance;
import weftline.core.Life;
import weftline.core.Node;
import weftline.core.Operation;
import weftline.core.State;

/// The fabric in numbers, as Prometheus reads them.
final class Metrics {
  private final StringBuilder text = new StringBuilder();

  private Metrics() {}

  static String of(State state, long events, long logLines) {
    var metrics = new Metrics();
    metrics.head("weftline_nodes", "gauge", "Nodes, by whether they are heard from.");
    var nodes = state.nodes().values().stream().map(Node::presence).toList();
    metrics.byKind("weftline_nodes", "presence", Node.Presence.values(), nodes);
    metrics.head("weftline_instances", "gauge", "Role instances, by where they are in their life.");
    var lives = state.instances().values().stream().map(Instance::life).toList();
    metrics.byKind("weftline_instances", "life", Life.values(), lives);
    metrics.head("weftline_operations", "gauge", "Operations that are remembered, by outcome.");
    var operations = state.operations().values().stream().map(Operation::state).toList();
    metrics.byKind("weftline_operations", "state", Operation.Progress.values(), operations);
    metrics.one("weftline_services", "gauge", "Services.", state.services().size());
    metrics.one("weftline_deployments", "gauge", "Deployments.", state.deployments().size());
    metrics.one("weftline_balancers", "gauge", "Balancers.", state.balancers().size());
    metrics.one(
        "weftline_routing_generation",
        "counter",
        "Generation of the routing table.",
        state.routingGeneration().value());
    metrics.one("weftline_ledger_events_total", "counter", "Events in the ledger.", events);
    metrics.one("weftline_log_lines_total", "counter", "Lines of roles since the start.", logLines);
    return metrics.text.toString();
  }

  private void one(String name, String type, String help, long value) {
    head(name, type, help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private void head(String name, String type, String help) {
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
  }

  private <K extends Enum<K>> void byKind(String name, String label, K[] kinds, List<K> found) {
    Arrays.stream(kinds)
        .forEach(kind -> {
          long count = found.stream().filter(each -> each == kind).count();
          var value = kind.name().toLowerCase(Locale.ROOT);
          text.append("%s{%s=\"%s\"} %d\n".formatted(name, label, value, count));
        });
  }
}
