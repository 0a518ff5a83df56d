package weftline.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Gathers the figures of all rounds and prints the median of each as a line of JSON.
final class Report {
  private final String conditions;
  private final Map<Figure, List<Double>> ours = new LinkedHashMap<>();
  private final Map<String, List<Double>> peers = new LinkedHashMap<>();

  Report(String conditions) {
    this.conditions = conditions;
  }

  void add(Figure figure, double value) {
    ours.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
  }

  void addPeer(Figure figure, double value) {
    peers.computeIfAbsent(figure.name(), _ -> new ArrayList<>()).add(value);
  }

  void print(PrintStream out) {
    ours.forEach((figure, values) -> out.println(line(figure, Numbers.median(values))));
  }

  private String line(Figure figure, double value) {
    List<Double> peerValues = peers.getOrDefault(figure.name(), List.of());
    OptionalDouble peer =
        peerValues.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Numbers.median(peerValues));
    String met =
        switch (figure.aim().judge(value, peer)) {
          case YES -> "true";
          case NO -> "false";
          case UNKNOWN -> "null";
        };
    String peerText = peer.isPresent() ? Numbers.text(peer.getAsDouble()) : "null";
    return "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"aim\":\"%s\",\"met\":%s,\"peer\":%s,\"conditions\":\"%s\"}"
        .formatted(
            figure.name(),
            Numbers.text(value),
            figure.unit(),
            figure.aim(),
            met,
            peerText,
            conditions);
  }

  /// What is told of a server.
  record Figure(String name, String unit, Aim aim) {}
}
