package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Nodes of one class that say the same of an instance: what is left of many verdicts for people to
/// read.
///
/// @param kind what the nodes are; see [NodeClass#describe()]
/// @param verdict what binds there: `with room`, or for example `short of cores`
/// @param names the first of them
public record Crowd(String kind, String verdict, int nodes, List<String> names) {
  private static final int NAMES_MAX = 3;

  public Crowd {
    names = List.copyOf(names);
  }

  /// Judges every open and closed node, and adds up.
  static List<Crowd> all(Ground ground, Bundle bundle) {
    Terms terms = Terms.of(ground, bundle);
    SortedMap<String, SortedMap<String, List<String>>> names = new TreeMap<>();
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    ground.visit(tenancy -> {
      Verdict verdict = Judge.of(ground, terms, tenancy);
      String kind = NodeClass.of(tenancy.node()).describe();
      String binding =
          verdict.fits()
              ? "with room"
              : verdict.obstacles().stream()
                  .map(Verdict::word)
                  .distinct()
                  .collect(Collectors.joining(", "));
      counts.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(binding, 1, Integer::sum);
      List<String> first =
          names
              .computeIfAbsent(kind, _ -> new TreeMap<>())
              .computeIfAbsent(binding, _ -> new ArrayList<>());
      if (first.size() < NAMES_MAX) {
        first.add(tenancy.node().id().value());
      }
      return true;
    });
    List<Crowd> crowds = new ArrayList<>();
    counts.forEach((kind, verdicts) ->
        verdicts.forEach((binding, count) ->
            crowds.add(
                new Crowd(
                    kind,
                    binding,
                    count,
                    names.getOrDefault(kind, new TreeMap<>()).getOrDefault(binding, List.of())))));
    return crowds;
  }
}
