package weftline.sim.chicago;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import weftline.core.Command;
import weftline.core.Deployment;
import weftline.core.Event;
import weftline.core.PlacementFailure;
import weftline.model.NodeId;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.sim.BrokenPromiseException;

/// A data centre that is built, filled with recorded tenants, and lives through its worst days.
public final class Chicago {
  /// Nobody gets more than this part of everything; the record is of a large data centre.
  private static final int SHARE_MAX = 50;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int HEARTBEAT_SECONDS = 5;
  private static final int CALM_SECONDS_MAX = 7_200;
  private static final String BY = "chicago";

  private final ChicagoPlan plan;
  private final Gauges gauges;
  private final Consumer<String> say;
  private final DataCentre centre;
  private final Fleet fleet;
  private final Mind mind;
  private final List<NodeId> everybody;
  private final List<Tenant> tenants = new ArrayList<>();
  private long bytesMax;
  private long nanosOfLastSecond;
  private int seconds;

  private Chicago(ChicagoPlan plan, Gauges gauges, Consumer<String> say) {
    this.plan = plan;
    this.gauges = gauges;
    this.say = say;
    this.centre = new DataCentre(plan.nodes());
    this.fleet = new Fleet(centre);
    this.mind = new Mind(gauges, this::read);
    this.everybody = IntStream.range(0, plan.nodes()).mapToObj(DataCentre::node).toList();
  }

  /// A service of some size, which may be upgraded.
  record Tenant(ServiceName service, ServiceModel model) {}

  /// Builds it, fills it and lets it live.
  ///
  /// @param say told what happens, line by line
  public static Chronicle live(ChicagoPlan plan, Gauges gauges, Consumer<String> say)
      throws IOException {
    Demand demand = Demand.read(plan.trace());
    return new Chicago(plan, gauges, say).live(demand);
  }

  private Chronicle live(Demand demand) {
    build();
    fill(demand);
    int instances = mind.state().instances().size();
    List<Double> fill = Share.ofCores(centre, mind.state());
    measure();
    WorstDays worst = new WorstDays(this, plan.seed());
    List<Day> days = worst.all();
    measure();
    return new Chronicle(plan, instances, fill, days, bytesMax);
  }

  DataCentre centre() {
    return centre;
  }

  Fleet fleet() {
    return fleet;
  }

  Mind mind() {
    return mind;
  }

  List<Tenant> tenants() {
    return tenants;
  }

  Diary diary(String title) {
    return new Diary(mind, fleet, title, say);
  }

  /// One second of the fabric's time: nodes speak, the controller decides.
  void second() {
    long before = mind.nanosThought();
    mind.pass(SECOND);
    seconds++;
    mind.submitAll(fleet.reports(mind.state(), mind.now()));
    if (seconds % HEARTBEAT_SECONDS == 0) {
      fleet.heartbeat(mind, everybody);
    }
    mind.watch();
    nanosOfLastSecond = mind.nanosThought() - before;
  }

  /// How long the controller worked in the second that has just passed, in real time.
  long nanosOfLastSecond() {
    return nanosOfLastSecond;
  }

  /// Nodes join, for the first time or again; whoever joins is heard.
  void join(List<NodeId> nodes) {
    mind.submitAll(fleet.lighten(nodes));
    nodes.forEach(mind::heard);
  }

  /// Lets time pass until all that can be done is done.
  void calm(Diary diary) {
    int passed = 0;
    while (!fleet.isIdle() || fleet.away() > 0 || !mind.state().runningOperations().isEmpty()) {
      second();
      diary.second();
      passed++;
      int waited = passed;
      BrokenPromiseException.unless(
          passed < CALM_SECONDS_MAX,
          () ->
              "after %d s %d instances are still away: %s; %d changes still run: %s"
                  .formatted(waited, fleet.away(), fleet.example(), running(), oneThatRuns()));
    }
  }

  private int running() {
    return mind.state().runningOperations().size();
  }

  private String oneThatRuns() {
    return mind.state().runningOperations().stream()
        .flatMap(operation -> operation.subject().service().stream())
        .findFirst()
        .flatMap(service -> mind.state().deployment(service, Slot.PRODUCTION))
        .flatMap(Deployment::failure)
        .map(PlacementFailure::reason)
        .orElse("none waits for room");
  }

  private void build() {
    Diary diary =
        diary(
            "Building: %,d nodes in %,d racks and %,d containers"
                .formatted(centre.nodes(), centre.racks(), centre.containers()));
    mind.submit(at -> new Command.ImportInventory(at, BY, centre.inventory()));
    mind.round();
    diary.note("the inventory is taken in: %d power feeds".formatted(centre.feeds()));
    join(everybody);
    mind.round();
    diary.note("%,d nodes have joined".formatted(mind.state().nodes().size()));
    var _ = diary.end();
  }

  private void fill(Demand demand) {
    Diary diary =
        diary(
            "Filling it with %,d recorded deployments, round and round"
                .formatted(demand.requests().size()));
    Shapes shapes = new Shapes();
    Demand.Copies copies = demand.copies(plan.seed());
    long taken = 0;
    for (int number = 0; taken < centre.milliCores() * plan.fillPercent() / 100; number++) {
      Demand.Request request = copies.next();
      if (Shapes.milliCores(request) > centre.milliCores() / SHARE_MAX) {
        continue;
      }
      taken += Shapes.milliCores(request);
      deploy(new Tenant(new ServiceName("s" + number), shapes.model(request)), request);
      if (number % Mind.BATCH == Mind.BATCH - 1) {
        second();
      }
    }
    second();
    calm(diary);
    diary.note(
        "%,d services of %,d instances are ready"
            .formatted(mind.state().services().size(), mind.state().instances().size()));
    var _ = diary.end();
  }

  private void deploy(Tenant tenant, Demand.Request request) {
    mind.submit(
        at -> new Command.Deploy(at, BY, tenant.service(), Slot.PRODUCTION, "", tenant.model()));
    if (request.instances() > 1) {
      tenants.add(tenant);
    }
  }

  private void measure() {
    long bytes = gauges.usedBytes();
    bytesMax = Math.max(bytesMax, bytes);
    say.accept("Memory in use: %,d MB".formatted(bytes >> 20));
  }

  private void read(Event event) {
    fleet.read(event, mind.state(), mind.now());
  }
}
