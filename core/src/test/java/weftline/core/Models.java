package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PackageReference;
import weftline.model.PortRange;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.InputEndpoint;
import weftline.model.RoleDefinition.InternalEndpoint;
import weftline.model.RoleDefinition.Kind;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.RoleDefinition.RoleRuntime;
import weftline.model.ScaleRule;
import weftline.model.ServiceConfiguration;
import weftline.model.ServiceConfiguration.RoleConfiguration;
import weftline.model.ServiceDefinition;
import weftline.model.ServiceDefinition.TopologyChangeDiscovery;
import weftline.model.ServiceModel;
import weftline.model.ServicePolicy;

/// Builds service models and nodes for tests from a few words.
///
/// A role is written `web=3` or `web=3:Medium`. A role whose name begins with `web` has an input
/// endpoint on port 80; every role has an internal endpoint. More words: `domains=2` update
/// domains, `price=7` a setting value, `local=100` megabytes of local storage, `fixed=9000` a fixed
/// port in every instance, `code=b` another package.
final class Models {
  private final Map<String, String> options = new TreeMap<>();
  private final Map<String, String> roles = new TreeMap<>();

  private static final List<String> OPTIONS =
      List.of("domains", "price", "local", "fixed", "code", "port", "scale");

  private Models(List<String> words) {
    for (String word : words) {
      String[] parts = word.split("=", 2);
      (OPTIONS.contains(parts[0]) ? options : roles).put(parts[0], parts[1]);
    }
  }

  static ServiceModel model(String service, String... words) {
    return model(service, List.of(words));
  }

  static ServiceModel model(String service, List<String> words) {
    return new Models(words).build(service);
  }

  /// A node with this many cores, and as much memory and disk as the sizes ask for with them.
  static NodeDescription node(String name, int faultDomain, int cores) {
    return new NodeDescription(
        new NodeId(name),
        "10.0.0." + name.replaceAll("[^0-9]", ""),
        faultDomain,
        new Capacity(cores * 1_000, cores * 1_792, cores * 250 * 1_024),
        new PortRange(20_000, 20_099));
  }

  /// Rules for a small fabric.
  static Healing healing(int silentNodesMin, int actsMax) {
    Healing old = Healing.DEFAULT;
    return new Healing(
        old.silentPercentMax(),
        silentNodesMin,
        old.lossMemory(),
        old.patience(),
        actsMax,
        old.actEvery(),
        old.flapsMax(),
        old.flapMemory(),
        old.quarantine(),
        old.faultyPercentMax());
  }

  private ServiceModel build(String service) {
    List<RoleDefinition> definitions = new ArrayList<>();
    List<RoleConfiguration> configurations = new ArrayList<>();
    roles.forEach((name, spec) -> {
      String[] parts = spec.split(":", -1);
      definitions.add(role(name, parts.length > 1 ? parts[1] : "Small"));
      configurations.add(
          new RoleConfiguration(
              name,
              Integer.parseInt(parts[0]),
              Map.of("price", options.getOrDefault("price", "1")),
              Map.of()));
    });
    ServiceDefinition definition =
        new ServiceDefinition(
            service,
            "",
            number("domains", 5),
            TopologyChangeDiscovery.BLAST,
            List.of(),
            definitions,
            List.of());
    ServiceConfiguration configuration = new ServiceConfiguration(service, 1, "*", configurations);
    String code = options.getOrDefault("code", "a");
    return new ServiceModel(
        definition,
        configuration,
        new PackageReference(code.repeat(64).substring(0, 64), 1),
        Optional.ofNullable(options.get("scale")).map(Models::policy));
  }

  /// Of role `web`: `2-5-1500-200` for 2 to 5 instances, with 200 to 1,500 connections each;
  /// `cpu-2-5-80-20` with 20 to 80 percent of their cores in use; `waiting-2-5-80-20` with 20 to 80
  /// of what the role itself calls `waiting`; `queue-2-5-80-20` with 20 to 80 messages in `orders`.
  private static ServicePolicy policy(String scale) {
    String metric = scale.replaceAll("-?[0-9].*", "");
    List<Integer> numbers =
        Stream.of(scale.replaceFirst("^[a-z]+-", "").split("-", -1)).map(Integer::valueOf).toList();
    ScaleRule rule =
        new ScaleRule(
            "web",
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            numbers.get(3),
            300,
            Optional.of(metric).filter(text -> !text.isEmpty()).map(Models::metric));
    return new ServicePolicy(List.of(), List.of(), List.of(rule));
  }

  static ScaleRule.Metric metric(String name) {
    return switch (name) {
      case "cpu" -> ScaleRule.Metric.CPU;
      case "queue" -> ScaleRule.Metric.ofQueue("orders");
      default -> ScaleRule.Metric.own(name);
    };
  }

  private RoleDefinition role(String name, String size) {
    boolean web = name.startsWith("web");
    Optional<Integer> fixed =
        options.containsKey("fixed") ? Optional.of(number("fixed", 0)) : Optional.empty();
    InputEndpoint http =
        new InputEndpoint(
            "http", "tcp", number("port", 80), Optional.empty(), fixed, false, Optional.empty());
    return new RoleDefinition(
        name,
        web ? Kind.WEB : Kind.WORKER,
        size,
        List.of(),
        web ? List.of(http) : List.of(),
        List.of(new InternalEndpoint("peer", "tcp", Optional.empty())),
        List.of(),
        List.of("price"),
        options.containsKey("local")
            ? List.of(new LocalStorage("cache", number("local", 0), false))
            : List.of(),
        List.of(),
        List.of(),
        List.of(),
        RoleRuntime.NONE,
        List.of());
  }

  private int number(String option, int otherwise) {
    return Integer.parseInt(options.getOrDefault(option, String.valueOf(otherwise)));
  }
}
