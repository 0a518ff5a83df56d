package weftline.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import weftline.controller.api.RackView;
import weftline.model.Capacity;

/// Draws containers, their racks and the nodes in them. What is well is added up where there is
/// much of it; what is not well is always shown.
final class RackMap {
  /// In a container with more racks, those that are well share a line.
  static final int RACKS_MAX = 12;

  /// In a fabric with more containers, those that are well show no racks.
  static final int CONTAINERS_MAX = 12;

  private static final int BAR = 10;

  private final Terminal terminal;

  RackMap(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(List<RackView> racks) {
    SequencedMap<String, List<RackView>> containers = new TreeMap<>();
    racks.forEach(
        rack -> containers.computeIfAbsent(rack.container(), _ -> new ArrayList<>()).add(rack));
    if (containers.isEmpty()) {
      return List.of("No node has joined yet.");
    }
    boolean many = containers.size() > CONTAINERS_MAX;
    List<String> lines = new ArrayList<>();
    containers.forEach((name, inside) -> {
      lines.add(title(name, inside));
      boolean well = inside.stream().allMatch(RackMap::isWell);
      lines.addAll(many && well ? List.of() : table(inside));
    });
    return lines;
  }

  private String title(String container, List<RackView> racks) {
    String name = container.isEmpty() ? "in no container" : "container " + container;
    return terminal.bold(name)
        + "  %d %s, %s".formatted(racks.size(), racks.size() == 1 ? "rack" : "racks", nodes(racks))
        + "  "
        + bar(racks);
  }

  private List<String> table(List<RackView> racks) {
    boolean many = racks.size() > RACKS_MAX;
    Table table = new Table("  RACK", "FD", "HARDWARE", "CORES USED", "INSTANCES", "NODES");
    racks.stream()
        .filter(rack -> !many || !isWell(rack))
        .forEach(rack ->
            table.row(
                "  " + (rack.rack().isEmpty() ? "-" : rack.rack()),
                String.valueOf(rack.faultDomain()),
                rack.hardware().isEmpty() ? "-" : String.join(", ", rack.hardware()),
                bar(List.of(rack)),
                String.valueOf(rack.instances()),
                nodes(List.of(rack)) + names(rack)));
    List<RackView> rest = racks.stream().filter(rack -> many && isWell(rack)).toList();
    if (!rest.isEmpty()) {
      table.row(
          "  %d racks".formatted(rest.size()),
          "",
          "",
          bar(rest),
          String.valueOf(rest.stream().mapToInt(RackView::instances).sum()),
          nodes(rest));
    }
    return table.lines();
  }

  private static boolean isWell(RackView rack) {
    return rack.lost() == 0 && rack.drained() == 0 && rack.missing() == 0;
  }

  private String nodes(List<RackView> racks) {
    List<String> parts = new ArrayList<>();
    parts.add(terminal.green(racks.stream().mapToInt(RackView::up).sum() + " up"));
    int drained = racks.stream().mapToInt(RackView::drained).sum();
    int lost = racks.stream().mapToInt(RackView::lost).sum();
    int missing = racks.stream().mapToInt(RackView::missing).sum();
    if (drained > 0) {
      parts.add(terminal.yellow(drained + " drained"));
    }
    if (lost > 0) {
      parts.add(terminal.red(lost + " lost"));
    }
    if (missing > 0) {
      parts.add(terminal.dim(missing + " never joined"));
    }
    return String.join(", ", parts);
  }

  private static String names(RackView rack) {
    int more = rack.lost() + rack.drained() - rack.unwell().size();
    return rack.unwell().isEmpty()
        ? ""
        : ": "
            + String.join(", ", rack.unwell())
            + (more > 0 ? " and %d more".formatted(more) : "");
  }

  /// How much of the cores is in use.
  private String bar(List<RackView> racks) {
    long total = 0;
    long free = 0;
    for (RackView rack : racks) {
      Capacity all = rack.total();
      total += all.milliCores();
      free += rack.free().milliCores();
    }
    if (total == 0) {
      return terminal.dim("░".repeat(BAR)) + "   0 %";
    }
    int percent = (int) (100 * (total - free) / total);
    int full = Math.clamp((percent + BAR / 2) / BAR, 0, BAR);
    return "█".repeat(full) + terminal.dim("░".repeat(BAR - full)) + " %3d %%".formatted(percent);
  }
}
