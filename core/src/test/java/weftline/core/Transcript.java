package weftline.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.RoutingTable.Route;
import weftline.model.ScaleRule;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Plays a conversation with the core, written as plain text, and writes down the answers:
///
/// ```
/// > node n1 fd=0 cores=2
/// NodeJoined: node n1 joined, in fault domain 0
/// ```
final class Transcript {
  private final Fabric fabric = new Fabric();

  /// Returns the text with every answer replaced by what the core says today.
  static String replay(String text) {
    Transcript transcript = new Transcript();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      boolean comment = line.startsWith("#");
      if (comment || line.startsWith("> ")) {
        boolean first = lines.isEmpty() || lines.getLast().contains("#");
        lines.add(first ? line : "\n" + line);
      }
      if (line.startsWith("> ")) {
        lines.addAll(transcript.say(List.of(line.substring(2).split(" +", -1))));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> say(List<String> words) {
    int before = fabric.log().size();
    List<String> answers = new ArrayList<>(answer(words));
    fabric
        .log()
        .subList(before, fabric.log().size())
        .forEach(event ->
            answers.add(event.getClass().getSimpleName() + ": " + Narrator.describe(event)));
    return answers;
  }

  /// Does what is said, and answers what no event tells.
  private List<String> answer(List<String> words) {
    String first = words.get(1 % words.size());
    switch (words.getFirst()) {
      case "wait" -> fabric.pass(Duration.parse("PT" + first));
      case "settle" -> fabric.settle();
      case "break" -> fabric.breakdown(String.join(" ", words.subList(1, words.size())), true);
      case "slow" -> fabric.slowdown(String.join(" ", words.subList(1, words.size())), true);
      case "quick" -> fabric.slowdown(String.join(" ", words.subList(1, words.size())), false);
      case "mend" -> fabric.breakdown(String.join(" ", words.subList(1, words.size())), false);
      case "silence" -> nodes(first).forEach(node -> fabric.silence(node, true));
      case "revive" -> nodes(first).forEach(node -> fabric.silence(node, false));
      case "agent" -> fabric.report(new NodeId(first));
      case "balancer" -> fabric.balance(first);
      case "nodes" -> nodes(first).forEach(node -> join(node, words));
      case "os" -> nodes(first).forEach(node -> fabric.install(node, words.get(2)));
      case "os-waits" -> {
        return obstacles();
      }
      case "problems" -> {
        return Troubles.of(fabric.state(), fabric.now()).stream().map(Trouble::describe).toList();
      }
      case "machines" -> {
        return machines();
      }
      case "keepers" -> {
        return List.of(fabric.state().keepers().toString());
      }
      case "map" -> {
        return map();
      }
      case "routes" -> {
        return Goals.routingTable(fabric.state()).routes().stream().map(Transcript::route).toList();
      }
      case "operations" -> {
        return fabric.state().operations().values().stream().map(this::operation).toList();
      }
      case "explain" -> {
        return explain(first);
      }
      default -> {
        return refusal(fabric.submit(command(words)));
      }
    }
    return words.getFirst().equals("wait")
        ? refusal(fabric.submit(new Command.Tick(fabric.now())))
        : List.of();
  }

  private static List<String> refusal(Decision decision) {
    return switch (decision) {
      case Decision.Accepted _ -> List.of();
      case Decision.Refused(var problem) ->
          List.of(
              problem.getClass().getSimpleName() + ": " + problem.message(),
              "  cure: " + problem.cure());
    };
  }

  private Command command(List<String> words) {
    String name = words.get(1 % words.size());
    ServiceName service = new ServiceName(name.matches("[a-z0-9-]+") ? name : "none");
    var now = fabric.now();
    return switch (words.getFirst()) {
      case "node" ->
          new Command.JoinNode(now, Models.node(name, number(words.get(2)), number(words.get(3))));
      case "lose" -> new Command.LoseNodes(now, nodes(name));
      case "healing" ->
          new Command.ConfigureFabric(
              now,
              FabricSettings.DEFAULT.withHealing(
                  Models.healing(number(name), number(words.get(2)))));
      case "burn-in" ->
          new Command.ConfigureFabric(
              now, fabric.state().settings().withBurnIn(Optional.of(BurnIn.SHORT)));
      case "faulty", "repaired", "released" ->
          new Command.JudgeNode(
              now,
              "ann",
              new NodeId(name),
              Command.Ruling.valueOf(words.getFirst().toUpperCase(Locale.ROOT)));
      case "withdraw" -> new Command.WithdrawContainer(now, "ann", name);
      case "tidying" ->
          new Command.ConfigureFabric(
              now,
              fabric
                  .state()
                  .settings()
                  .withTidying(
                      new Tidying(
                          number(name),
                          number(words.get(2)),
                          Duration.ofSeconds(number(words.get(3))),
                          words.contains("only-ones"))));
      case "tidy" -> new Command.Tidy(now, Gaps.of(fabric.state()));
      case "os-upgrade" -> upgradeOs(name, rest(words, 2));
      case "os-pause", "os-resume", "os-cancel" ->
          new Command.RuleOs(
              now,
              "ann",
              Command.OsRuling.valueOf(words.getFirst().substring(3).toUpperCase(Locale.ROOT)));
      case "os-round" -> new Command.UpdateNodes(now, OsRound.candidates(fabric.state(), now));
      case "accept-loss" -> new Command.AcceptLoss(now, "ann");
      case "drain" -> new Command.DrainNode(now, "ann", new NodeId(name));
      case "remove" -> new Command.RemoveNode(now, "ann", new NodeId(name));
      case "undrain" -> new Command.UndrainNode(now, "ann", new NodeId(name));
      case "controllers" -> controllers(words);
      case "load" -> load(number(name));
      case "cpu" -> mean(Models.metric("cpu"), number(name));
      case "messages" -> messages(number(name));
      case "mean" -> mean(Models.metric(name), number(words.get(2)));
      case "refuse" -> refuse(words.subList(1, words.size()));
      case "unwell" -> unwell(words.subList(1, words.size()));
      case "taken" -> taken(number(name));
      case "swap" -> new Command.Swap(now, "ann", service);
      default -> change(words.getFirst(), service, slot(words.get(2)), rest(words, 3));
    };
  }

  private Command change(String verb, ServiceName service, Slot slot, List<String> rest) {
    var now = fabric.now();
    return switch (verb) {
      case "deploy" ->
          new Command.Deploy(now, "ann", service, slot, "", Models.model(service.value(), rest));
      case "configure" ->
          new Command.Configure(
              now, "ann", service, slot, Models.model(service.value(), rest).configuration());
      case "upgrade" -> upgrade(service, slot, rest);
      case "scale" ->
          new Command.Scale(
              now,
              "ann",
              service,
              slot,
              rest.getFirst().split("=", -1)[0],
              number(rest.get(0)),
              rest.contains("force"));
      case "walk" -> new Command.Walk(now, "ann", service, slot);
      case "rollback" -> new Command.Rollback(now, "ann", service, slot);
      case "delete" -> new Command.Delete(now, "ann", service, slot);
      default -> throw new IllegalArgumentException("unknown command " + verb);
    };
  }

  private Command upgrade(ServiceName service, Slot slot, List<String> words) {
    List<String> rest = new ArrayList<>(words);
    boolean manual = rest.remove("manual");
    boolean force = rest.remove("force");
    boolean autoRollback = rest.remove("auto-rollback");
    Optional<String> role =
        rest.stream().filter(w -> w.startsWith("only=")).map(w -> w.substring(5)).findFirst();
    rest.removeIf(word -> word.startsWith("only="));
    ServiceModel model = Models.model(service.value(), rest);
    return new Command.Upgrade(
        fabric.now(),
        "ann",
        service,
        slot,
        "",
        model,
        manual ? UpgradeMode.MANUAL : UpgradeMode.AUTO,
        role,
        force,
        autoRollback);
  }

  /// For example `controllers level=2 c1=disk1 c2`, which has not said which disk it has.
  private Command controllers(List<String> words) {
    List<Keepers.Keeper> members =
        rest(words, 2).stream()
            .map(word -> word.split("=", -1))
            .map(word -> new Keepers.Keeper(word[0], Stream.of(word).skip(1).findFirst()))
            .toList();
    return new Command.ReportKeepers(fabric.now(), number(words.get(1)), members);
  }

  /// Options are `container=c1`, `nodes=n1..n4`, `at-once=2`, `failed=10` percent, `within=600` s.
  private Command upgradeOs(String version, List<String> words) {
    Map<String, String> options = new TreeMap<>();
    words.forEach(word -> options.put(word.split("=", 2)[0], word.split("=", 2)[1]));
    return new Command.SetOsGoal(
        fabric.now(),
        "ann",
        version,
        new OsGoal.Scope(
            Optional.ofNullable(options.get("container")),
            Optional.ofNullable(options.get("nodes")).map(Transcript::nodes).orElse(List.of())),
        new OsGoal.Rules(
            number(options.getOrDefault("at-once", "10")),
            number(options.getOrDefault("failed", "10")),
            Duration.ofSeconds(number(options.getOrDefault("within", "1800")))));
  }

  /// Why those machines wait that have another operating system.
  private List<String> obstacles() {
    State state = fabric.state();
    OsGoal goal = state.upkeep().os().orElseThrow();
    return OsRound.left(state, goal).stream()
        .map(node ->
            "%s: %s"
                .formatted(
                    node, OsRound.obstacle(state, goal, node, fabric.now()).orElse("may begin")))
        .toList();
  }

  /// So many connections to the first instance of `web`.
  private Command load(int connections) {
    List<BalancerReport.OpenConnections> open =
        fabric.state().instances().keys().stream()
            .filter(id -> id.role().equals("web"))
            .limit(1)
            .map(id -> new BalancerReport.OpenConnections(id, connections))
            .toList();
    return new Command.ReportBalancer(
        fabric.now(),
        new BalancerReport(
            new BalancerId("lb"), fabric.state().routingGeneration(), open, List.of()));
  }

  /// Instances of these names do not answer their probes.
  private Command unwell(List<String> names) {
    List<InstanceId> failing =
        fabric.state().instances().keys().stream()
            .filter(id -> names.contains(id.toString()))
            .toList();
    return new Command.ReportBalancer(
        fabric.now(),
        new BalancerReport(
            new BalancerId("lb"),
            fabric.state().routingGeneration(),
            List.of(),
            List.of(),
            failing));
  }

  /// Words like `shop-1/web_IN_0=10/200`: of 200 connections ten failed.
  private Command refuse(List<String> words) {
    List<BalancerReport.Tried> tried =
        words.stream().flatMap(word -> tried(word.split("[=/]", -1))).toList();
    return new Command.ReportBalancer(
        fabric.now(),
        new BalancerReport(
            new BalancerId("lb"),
            fabric.state().routingGeneration(),
            List.of(),
            List.of(),
            List.of(),
            tried));
  }

  private Stream<BalancerReport.Tried> tried(String... parts) {
    return fabric.state().instances().keys().stream()
        .filter(id -> id.toString().equals(parts[0] + "/" + parts[1]))
        .map(id -> new BalancerReport.Tried(id, number(parts[3]), number(parts[2])));
  }

  /// So much of their cores is used by the instances of `web`, or so much they say themselves.
  private Command mean(ScaleRule.Metric metric, int mean) {
    List<Command.RoleLoad> loads =
        fabric.state().deployments().keys().stream()
            .map(deployment -> new Command.RoleLoad(deployment, "web", metric, mean))
            .toList();
    return new Command.ReportLoads(fabric.now(), loads);
  }

  /// So many messages are in every queue that a rule names.
  private Command messages(int count) {
    return new Command.ReportLoads(
        fabric.now(), QueueRule.of(fabric.state()).stream().map(rule -> rule.load(count)).toList());
  }

  private Command taken(int port) {
    return new Command.ReportBalancer(
        fabric.now(),
        new BalancerReport(
            new BalancerId("lb"),
            fabric.state().routingGeneration(),
            List.of(),
            List.of(new BalancerReport.PortTaken("127.0.0.1", port, "java (pid 4711)"))));
  }

  /// Nodes `n1`, or `n1,n2`, or `n1..n40`.
  private static List<NodeId> nodes(String names) {
    int dots = names.indexOf("..");
    if (dots < 0) {
      return Stream.of(names.split(",", -1)).map(NodeId::new).toList();
    }
    return IntStream.rangeClosed(
            Integer.parseInt(names.substring(1, dots)), Integer.parseInt(names.substring(dots + 3)))
        .mapToObj(number -> new NodeId("n" + number))
        .toList();
  }

  /// Node `n7` of those in 3 fault domains is in the domain 7 modulo 3.
  private void join(NodeId node, List<String> words) {
    int number = Integer.parseInt(node.value().substring(1));
    fabric.submit(
        new Command.JoinNode(
            fabric.now(),
            Models.node(node.value(), number % number(words.get(2)), number(words.get(3)))));
  }

  /// Those about which there is something to say.
  private List<String> machines() {
    return fabric.state().nodes().values().stream()
        .filter(node -> !node.isUp() || node.condition() != Condition.READY)
        .map(node ->
            "%s %s %s%s"
                .formatted(
                    node.id(),
                    node.presence().name().toLowerCase(Locale.ROOT),
                    node.condition().name().toLowerCase(Locale.ROOT),
                    node.fit().reason().isEmpty() ? "" : ": " + node.fit().reason()))
        .toList();
  }

  private List<String> map() {
    return fabric.state().instances().values().stream()
        .map(instance ->
            "%s v%d attempt %d %s %s"
                .formatted(
                    instance.id(),
                    instance.version(),
                    instance.attempt(),
                    instance.life().name().toLowerCase(Locale.ROOT),
                    instance.node().map(node -> "on " + node).orElse("nowhere")))
        .toList();
  }

  private static String route(Route route) {
    return "%s:%d %s/%s %s -> %s"
        .formatted(
            route.address(),
            route.port(),
            route.service(),
            route.slot(),
            route.endpoint(),
            route.backends().stream().map(backend -> backend.instance().name()).toList());
  }

  private String operation(Operation operation) {
    String waits = Explain.waitsFor(fabric.state(), operation);
    return "%s %s %s%s%s%s"
        .formatted(
            operation.id(),
            Narrator.word(operation.kind()),
            operation.state().name().toLowerCase(Locale.ROOT),
            operation.reason().isEmpty() ? "" : ": " + operation.reason(),
            Explain.isUnplaceable(fabric.state(), operation) ? ", unplaceable" : "",
            waits.isEmpty() ? "" : ", waits for " + waits);
  }

  private List<String> explain(String name) {
    return fabric.state().instances().keys().stream()
        .filter(id -> id.toString().equals(name))
        .flatMap(id -> Explain.placement(fabric.state(), id).stream())
        .flatMap(placement -> {
          List<String> lines = new ArrayList<>();
          lines.add(placement.reason());
          placement.verdicts().forEach(verdict -> lines.add("  " + verdict.describe()));
          placement.crowds().forEach(crowd -> lines.add("  " + describe(crowd)));
          placement.cures().forEach(cure -> lines.add("  cure: " + cure));
          return lines.stream();
        })
        .toList();
  }

  private static String describe(Crowd crowd) {
    return "%d %s %s: %s"
        .formatted(crowd.nodes(), crowd.kind(), crowd.verdict(), String.join(", ", crowd.names()));
  }

  private static List<String> rest(List<String> words, int from) {
    return words.subList(Math.min(from, words.size()), words.size());
  }

  private static Slot slot(String word) {
    return word.equals("staging") ? Slot.STAGING : Slot.PRODUCTION;
  }

  private static int number(String word) {
    return Integer.parseInt(word.substring(word.indexOf('=') + 1));
  }
}
