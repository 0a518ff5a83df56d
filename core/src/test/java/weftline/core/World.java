package weftline.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.Wanted;
import weftline.model.InstanceStatus;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.SelfTest;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// A fabric with bad luck: people who change their minds, nodes that come and go, roles that fail,
/// reports that are late or lost. One seed, one story.
final class World {
  private static final int NODES = 8;
  private static final int CALM_MINUTES = 10;
  private static final List<String> SERVICES = List.of("cart", "shop");

  private final Random random;
  private final Fabric fabric = new Fabric();
  private final Promises promises = new Promises();

  World(long seed) {
    random = new Random(seed);
    for (int number = 0; number < NODES; number++) {
      fabric.install(new NodeId("n" + number), "0");
    }
    fabric.submit(new Command.ReportKeepers(fabric.now(), FabricLevel.HIGHEST.number(), List.of()));
    if (seed % 2 == 1) {
      fabric.submit(
          new Command.ConfigureFabric(
              fabric.now(),
              FabricSettings.DEFAULT
                  .withHealing(Models.healing(2, 3))
                  .withBurnIn(seed % 4 == 1 ? Optional.of(BurnIn.SHORT) : Optional.empty())
                  .withTidying(new Tidying(1_000, 2, Duration.ofSeconds(5), true))));
    }
  }

  /// Somebody may want another operating system, and then it is somebody's turn.
  private void upgradeSystems() {
    String version = String.valueOf(random.nextInt(3));
    fabric.submit(
        new Command.SetOsGoal(
            fabric.now(), "bob", version, OsGoal.Scope.ALL, OsGoal.Rules.DEFAULT));
    beginSystems();
  }

  private void beginSystems() {
    fabric.submit(
        new Command.UpdateNodes(fabric.now(), OsRound.candidates(fabric.state(), fabric.now())));
    promises.check(fabric.log());
  }

  Fabric fabric() {
    return fabric;
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      fabric.pass(Duration.ofMillis(random.nextInt(3_000)));
      fabric.submit(anything());
      promises.check(fabric.log());
      if (random.nextInt(8) == 0) {
        lull();
      }
    }
  }

  /// Now and then all goes well for a while: without that, nothing would ever be finished.
  private void lull() {
    for (int i = 0; i < 3; i++) {
      fabric.submit(join(random.nextInt(NODES)));
      fabric.settle();
      fabric.pass(Duration.ofSeconds(11));
      fabric.submit(new Command.Tidy(fabric.now(), Gaps.of(fabric.state())));
      promises.check(fabric.log());
    }
    if (random.nextInt(3) == 0) {
      upgradeSystems();
    }
    fabric.submit(change());
    promises.check(fabric.log());
  }

  /// The faults stop: every node is there, everything runs, and there is all the time one needs.
  void calm() {
    for (int i = 0; i < NODES; i++) {
      fabric.submit(join(i));
      fabric.submit(
          new Command.JudgeNode(fabric.now(), "bob", new NodeId("n" + i), Command.Ruling.REPAIRED));
    }
    fabric.settle();
    for (int minute = 0; minute < CALM_MINUTES; minute++) {
      fabric.pass(Duration.ofMinutes(1));
      beginSystems();
      fabric.settle();
      promises.check(fabric.log());
    }
  }

  private Command anything() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> join(random.nextInt(NODES));
      case 2 ->
          random.nextInt(6) == 0
              ? new Command.AcceptLoss(fabric.now(), "bob")
              : new Command.LoseNodes(fabric.now(), List.of(node(), node()));
      case 3, 4 -> change();
      case 5 -> new Command.Tidy(fabric.now(), Gaps.of(fabric.state()));
      case 6 -> random.nextInt(4) == 0 ? drain() : new Command.Tick(fabric.now());
      case 7, 8, 9 -> balancer();
      default -> report();
    };
  }

  private Command join(int number) {
    return new Command.JoinNode(
        fabric.now(), Models.node("n" + number, number % 3, 2 + number % 4));
  }

  private NodeId node() {
    return new NodeId("n" + random.nextInt(NODES));
  }

  private Command drain() {
    if (random.nextInt(4) == 0) {
      return new Command.RemoveNode(fabric.now(), "bob", node());
    }
    if (random.nextInt(3) == 0) {
      Command.Ruling[] rulings = Command.Ruling.values();
      return new Command.JudgeNode(
          fabric.now(), "bob", node(), rulings[random.nextInt(rulings.length)]);
    }
    return random.nextInt(3) == 0
        ? new Command.DrainNode(fabric.now(), "bob", node())
        : new Command.UndrainNode(fabric.now(), "bob", node());
  }

  private Command change() {
    var now = fabric.now();
    ServiceName service = new ServiceName(SERVICES.get(random.nextInt(2)));
    Slot slot = random.nextInt(3) == 0 ? Slot.STAGING : Slot.PRODUCTION;
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Command.Deploy(now, "bob", service, slot, "", model(service));
      case 2 -> new Command.Configure(now, "bob", service, slot, model(service).configuration());
      case 3, 4 ->
          new Command.Upgrade(
              now,
              "bob",
              service,
              slot,
              "",
              model(service),
              random.nextInt(3) == 0 ? UpgradeMode.MANUAL : UpgradeMode.AUTO,
              random.nextInt(3) == 0 ? Optional.of("web") : Optional.empty(),
              random.nextBoolean());
      case 5 -> new Command.Walk(now, "bob", service, slot);
      case 6 -> new Command.Rollback(now, "bob", service, slot);
      case 7 -> new Command.Swap(now, "bob", service);
      case 8 -> new Command.Scale(now, "bob", service, slot, "web", 1 + random.nextInt(4));
      default ->
          random.nextInt(3) == 0
              ? new Command.Delete(now, "bob", service, slot)
              : new Command.Tick(now);
    };
  }

  private ServiceModel model(ServiceName service) {
    List<String> words = new ArrayList<>();
    words.add("web=" + (1 + random.nextInt(4)) + (random.nextInt(6) == 0 ? ":Medium" : ""));
    if (random.nextInt(4) > 0) {
      words.add("worker=" + (1 + random.nextInt(3)));
    }
    words.add("domains=2");
    words.add("code=" + (char) ('a' + random.nextInt(4)));
    words.add("price=" + random.nextInt(3));
    if (random.nextInt(5) == 0) {
      words.add("fixed=9000");
    }
    return Models.model(service.value(), words);
  }

  private Command balancer() {
    List<BalancerReport.PortTaken> taken =
        random.nextInt(10) == 0
            ? List.of(new BalancerReport.PortTaken("127.0.0.1", 8080 + random.nextInt(3), ""))
            : List.of();
    return new Command.ReportBalancer(
        fabric.now(),
        new BalancerReport(
            new BalancerId("lb"), fabric.state().routingGeneration(), List.of(), taken));
  }

  private Command report() {
    NodeId node = node();
    NodeGoal goal = Goals.nodeGoal(fabric.state(), node);
    List<InstanceReport> reports =
        goal.instances().stream().filter(_ -> random.nextInt(5) > 0).map(this::report).toList();
    return new Command.ReportNode(
        fabric.now(),
        new NodeReport(
            node,
            reports.size() == goal.instances().size() ? goal.generation() : Generation.ZERO,
            reports,
            goal.test().map(this::tried)));
  }

  private SelfTest.Result tried(SelfTest test) {
    boolean late = random.nextInt(4) == 0;
    return new SelfTest.Result(
        late ? test.number() - 1 : test.number(), random.nextInt(8) > 0, "tried");
  }

  private InstanceReport report(InstanceGoal goal) {
    if (goal.wanted() == Wanted.STOPPED) {
      InstanceStatus status =
          random.nextBoolean() ? InstanceStatus.STOPPED : InstanceStatus.STOPPING;
      return new InstanceReport(goal.id(), goal.attempt(), status, 0, "");
    }
    long attempt = random.nextInt(20) == 0 ? goal.attempt() - 1 : goal.attempt();
    return switch (random.nextInt(10)) {
      case 0 ->
          new InstanceReport(
              goal.id(), attempt, InstanceStatus.FAILED, 1 + random.nextInt(4), "out of luck");
      case 1 -> new InstanceReport(goal.id(), attempt, InstanceStatus.BUSY, 0, "");
      case 2 -> new InstanceReport(goal.id(), attempt, InstanceStatus.STARTING, 0, "");
      default -> new InstanceReport(goal.id(), attempt, InstanceStatus.READY, 0, "");
    };
  }
}
