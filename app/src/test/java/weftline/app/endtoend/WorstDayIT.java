package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.api.ControllerView;
import weftline.controller.api.ServiceView.InstanceView;

/// A fabric of processes has its worst day while customers come and an operator works: nothing
/// acknowledged is lost, and no request fails but on instances that were killed. Prints the time
/// line.
@Tag("long")
@Timeout(1_800)
final class WorstDayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int RATE = 20;
  private static final List<String> FIRST_CONTROLLERS = List.of("c1", "c2", "c3");
  private static final String SHOP = "creditcheck";
  private static final String DRAINED = "n12";

  private final Installation installation = Installation.here();
  private final TimeLine timeLine = new TimeLine();
  private final Killings killings = new Killings();
  private ProcessFabric fabric;
  private Installation later;
  private Sample shop;
  private Sample rated;
  private Path configuration;
  private Customers customers;
  private Operator operator;
  private Landlord landlord;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fabric = new ProcessFabric(installation, folder);
    later = LaterBuild.of(installation, folder.resolve("later"));
    fabric.startStorage();
    Await.until("storage", PATIENCE, fabric::hasStorage);
    for (String name : FIRST_CONTROLLERS) {
      fabric.startController(name);
    }
    primary();
    timeLine.note("storage and 3 controllers are there");
    fabric.startBalancer();
    for (int number = 1; number <= ProcessFabric.NODES; number++) {
      fabric.startAgent(number);
      if (number % ProcessFabric.FAULT_DOMAINS == 0) {
        awaitNodes(number); // a start costs more than all that comes after it
      }
    }
    timeLine.note("a balancer is there, and 12 nodes are ready");
    deploy(folder);
    URI page = page();
    landlord = new Landlord(page);
    customers = Customers.start(page, RATE);
    timeLine.note("customers come to %s, %d a second".formatted(page, RATE));
  }

  private void deploy(Path folder) throws IOException, InterruptedException {
    Notes notes = Notes.in(folder.resolve("notes"));
    succeed("deploy", notes.folder().toString());
    operator = Operator.start(fabric, Notes.SERVICE, notes.configuration());
    shop = Sample.copy(installation.sample(SHOP), folder.resolve("shop"), fabric.papers());
    rated =
        Sample.copy(installation.sample(SHOP + "/v2"), folder.resolve("rated"), fabric.papers());
    Path sample = installation.sample(SHOP).resolve("ServiceConfiguration.cscfg");
    configuration = folder.resolve("Shop.cscfg");
    Files.writeString(
        configuration,
        Files.readString(sample).replace("UseDevelopmentStorage=true", fabric.connectionString()));
    timeLine.note("the operator is at work");
    deployShop("production");
    timeLine.note("%s is deployed: %s".formatted(SHOP, places()));
  }

  @AfterEach
  void stop() throws IOException {
    if (operator != null) {
      operator.close();
    }
    if (customers != null) {
      customers.close();
    }
    fabric.close();
  }

  @Test
  void nothingIsLost() throws Exception {
    try {
      killThePrimary();
      killTwo();
      cutThePrimaryOff();
      muteThePrimary();
      killFaultDomain();
      cutFaultDomainOff();
      upgradeTheService();
      swap();
      replaceController();
      upgradeTheControllers();
      goNoWayBack();
      awaitHealth();
      checkAcknowledged();
      checkCustomers();
    } catch (Exception | AssertionError e) {
      System.out.println(fabric.programs().lastWords(15));
      throw e;
    }
  }

  private void killThePrimary() throws IOException, InterruptedException {
    String primary = primary();
    fabric.programs().kill(primary);
    timeLine.note("the primary %s is killed".formatted(primary));
    timeLine.note(
        "changes are acknowledged, %d ms later".formatted(operator.awaitNext().toMillis()));
    fabric.startController(primary);
    awaitMember(primary);
    timeLine.note("%s is back".formatted(primary));
  }

  private void killTwo() throws IOException, InterruptedException {
    String primary = primary();
    String other = anyBut(primary);
    fabric.programs().kill(primary);
    fabric.programs().kill(other);
    timeLine.note("two of three are killed: %s and %s".formatted(primary, other));
    assertThat(operator.isHeardBy(fabric.controllers().getFirst())).isFalse();
    timeLine.note("the one that is left takes no change");
    awaitMoreCustomers();
    fabric.startController(other);
    timeLine.note(
        "%s is started; changes are acknowledged, %d ms later"
            .formatted(other, operator.awaitNext().toMillis()));
    fabric.startController(primary);
    awaitMember(primary);
    timeLine.note("%s is back".formatted(primary));
  }

  private void cutThePrimaryOff() throws IOException, InterruptedException {
    String primary = primary();
    fabric.programs().cutOff(primary);
    timeLine.note("the primary %s is cut off".formatted(primary));
    awaitSuccessor(primary);
  }

  private void muteThePrimary() throws IOException, InterruptedException {
    if (!fabric.site().mutes()) {
      return;
    }
    String primary = primary();
    fabric.site().mute(primary);
    timeLine.note("the primary %s hears the others, but they do not hear it".formatted(primary));
    awaitSuccessor(primary);
  }

  private void awaitSuccessor(String before) throws IOException, InterruptedException {
    timeLine.note(
        "changes are acknowledged, %d ms later".formatted(operator.awaitNext().toMillis()));
    fabric.programs().mend(before);
    awaitMember(before);
    timeLine.note("%s is back and follows %s".formatted(before, primary()));
  }

  private void killFaultDomain() throws IOException, InterruptedException {
    awaitWhole();
    int domain = domainOfAPage();
    Set<String> victims = instancesIn(domain);
    long began = System.nanoTime();
    for (int number : fabric.agentsIn(domain)) {
      fabric.programs().kill("n" + number);
    }
    killings.add(victims, began);
    timeLine.note(
        "fault domain %d is killed with all its agents and %s".formatted(domain, victims));
    awaitReplaced(domain, began);
    for (int number : fabric.agentsIn(domain)) {
      fabric.startAgent(number);
    }
    awaitNodes(ProcessFabric.NODES);
    timeLine.note("its nodes are back");
  }

  /// What runs there goes on until the cables are mended; then it must end, for it has been
  /// replaced.
  private void cutFaultDomainOff() throws IOException, InterruptedException {
    int domain = domainOfAPage();
    Set<String> victims = instancesIn(domain);
    long began = System.nanoTime();
    for (int number : fabric.agentsIn(domain)) {
      fabric.programs().cutOff("n" + number);
    }
    timeLine.note("fault domain %d is cut off with %s".formatted(domain, victims));
    awaitReplaced(domain, began);
    killings.add(victims, began);
    assertThat(fabric.processesOf(SHOP).values()).contains(2);
    for (int number : fabric.agentsIn(domain)) {
      fabric.programs().mend("n" + number);
    }
    awaitNodes(ProcessFabric.NODES);
    timeLine.note("its nodes are back");
    Await.until("nothing runs twice", PATIENCE, this::nothingRunsTwice);
    timeLine.note("what was replaced has ended there: nothing runs twice");
    awaitWhole();
  }

  private boolean nothingRunsTwice() {
    return fabric.processesOf(SHOP).values().stream().allMatch(count -> count == 1);
  }

  private void awaitReplaced(int domain, long began) {
    Await.until("nobody is in fault domain " + domain, PATIENCE, () -> isEmpty(domain));
    timeLine.note("all of it is given up, %d ms later".formatted(TimeLine.millisSince(began)));
    awaitWhole();
    timeLine.note("all of it is replaced, after %d ms".formatted(TimeLine.millisSince(began)));
  }

  private int domainOfAPage() {
    return fabric.instances(SHOP).stream()
        .filter(instance -> instance.name().startsWith("web"))
        .flatMap(instance -> instance.faultDomain().stream())
        .findFirst()
        .orElseThrow();
  }

  private Set<String> instancesIn(int domain) {
    return fabric.instances(SHOP).stream()
        .filter(instance -> instance.faultDomain().filter(each -> each == domain).isPresent())
        .map(InstanceView::name)
        .collect(Collectors.toSet());
  }

  /// In the middle of it the primary is killed; whoever watches the upgrade goes on watching.
  private void upgradeTheService() throws Exception {
    long began = System.nanoTime();
    try (var watching = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Installation.Outcome> upgraded = watching.submit(this::askForTheSecond);
      Await.until("the upgrade walks", PATIENCE, this::isUpgrading);
      timeLine.note("%s is being upgraded".formatted(SHOP));
      killThePrimary();
      assertThat(upgraded.get().exitCode()).as(upgraded.get().text()).isZero();
    }
    timeLine.note("%s is upgraded, in %d ms".formatted(SHOP, TimeLine.millisSince(began)));
    assertThat(landlord.awaitReport(landlord.order("Eve"))).contains("<dt>RiskBand</dt>");
  }

  private Installation.Outcome askForTheSecond() throws IOException, InterruptedException {
    return fabric.wfl(
        "upgrade",
        SHOP,
        rated.folder().toString(),
        "--configuration",
        configuration.toString(),
        "--label",
        "second");
  }

  private boolean isUpgrading() {
    return fabric.deployment(SHOP, "production").flatMap(each -> each.upgrade()).isPresent();
  }

  private void swap() throws IOException, InterruptedException {
    deployShop("staging");
    timeLine.note("the first version is in staging");
    succeed("swap", SHOP, "--yes");
    timeLine.note("swapped");
    awaitMoreCustomers();
    succeed("delete", SHOP, "--slot", "staging", "--yes");
    timeLine.note("the second version is deleted");
  }

  private void replaceController() throws IOException, InterruptedException {
    fabric.startController("c4");
    succeed("controllers", "add", "c4=" + fabric.address("c4"));
    Await.until("c4 counts", PATIENCE, () -> role("c4").equals("secondary"));
    timeLine.note("c4 reads along and counts");
    succeed("controllers", "remove", "c1");
    fabric.programs().kill("c1");
    timeLine.note("c1 is removed and killed");
    timeLine.note(
        "changes are acknowledged, %d ms later".formatted(operator.awaitNext().toMillis()));
  }

  /// To a build that reads one level more, the primary last. What came with that level is refused
  /// until all of them read it, also by one that could write it.
  private void upgradeTheControllers() throws IOException, InterruptedException {
    int level = level();
    String last = primary();
    for (String name : fabric.controllers().stream().filter(each -> !each.equals(last)).toList()) {
      upgrade(name);
    }
    fabric.programs().end(last);
    String primary = primary();
    assertThat(fabric.wfl("drain", DRAINED).text())
        .contains("Not all controllers can read such a change: the fabric is at level " + level);
    timeLine.note("%s does not yet write what %s cannot read".formatted(primary, last));
    upgrade(last);
    Await.until("the fabric rises", PATIENCE, () -> level() == level + 1);
    succeed("drain", DRAINED);
    timeLine.note("all read level %d: %s is drained by an event of it".formatted(level(), DRAINED));
    succeed("undrain", DRAINED);
  }

  private void upgrade(String controller) throws IOException, InterruptedException {
    long began = System.nanoTime();
    if (fabric.programs().isRunning(controller)) {
      fabric.programs().end(controller);
    }
    fabric.startController(controller, later);
    awaitMember(controller);
    operator.awaitNext();
    timeLine.note("%s is upgraded, in %d ms".formatted(controller, TimeLine.millisSince(began)));
  }

  private int level() {
    return fabric.group(primary()).stream().mapToInt(ControllerView::level).min().orElseThrow();
  }

  private void goNoWayBack() throws IOException, InterruptedException {
    String other = anyBut(primary());
    fabric.programs().end(other);
    fabric.startController(other);
    assertThat(fabric.programs().awaitEnd(other))
        .contains("There is no way back to an earlier level");
    timeLine.note("the version of before refuses to be %s again".formatted(other));
    upgrade(other);
  }

  private void awaitHealth() {
    Await.until(
        "all controllers are well and the fabric is at the highest level",
        PATIENCE,
        () -> {
          List<ControllerView> group = fabric.group(primary());
          return group.size() == FIRST_CONTROLLERS.size()
              && group.stream().allMatch(each -> each.health().equals("well"))
              && group.stream().allMatch(each -> each.level() == each.reads())
              && group.stream().allMatch(each -> each.version().equals(LaterBuild.VERSION));
        });
    timeLine.note("all controllers are well, at the highest fabric level that they read");
  }

  private void checkAcknowledged() {
    operator.close();
    List<String> acknowledged = operator.acknowledged();
    timeLine.note("%d changes are acknowledged".formatted(acknowledged.size()));
    assertThat(operator.forgotten()).isEmpty();
    assertThat(acknowledged).doesNotHaveDuplicates();
    for (String name : fabric.controllers()) {
      Set<String> known =
          Await.present(name + " answers", PATIENCE, () -> operator.operations(name));
      assertThat(known).as(name).containsAll(stillListed(acknowledged, known));
    }
    timeLine.note("all controllers know of them");
  }

  /// A fabric remembers its newest operations alone.
  private static List<String> stillListed(List<String> acknowledged, Set<String> known) {
    long oldest = known.stream().mapToLong(WorstDayIT::number).min().orElseThrow();
    return acknowledged.stream().filter(operation -> number(operation) >= oldest).toList();
  }

  private static long number(String operation) {
    return Long.parseLong(operation.substring(operation.indexOf('-') + 1));
  }

  private void checkCustomers() throws InterruptedException {
    landlord.awaitAllReports();
    assertThat(landlord.statement()).doesNotHaveDuplicates().containsAll(landlord.orders());
    timeLine.note("%d orders are paid once and reported".formatted(landlord.orders().size()));
    Customers.Result result = customers.stop();
    timeLine.note(
        "%d requests, %d failed with those who were killed and were made again"
            .formatted(result.asked(), result.failed().size()));
    assertThat(result.failed()).allMatch(killings::excuse);
    assertThat(result.failedTwice()).isEmpty();
    assertThat(result.answered()).isEqualTo(result.asked());
  }

  private void deployShop(String slot) throws IOException, InterruptedException {
    succeed(
        "deploy",
        shop.folder().toString(),
        "--configuration",
        configuration.toString(),
        "--slot",
        slot,
        "--label",
        "first");
  }

  private void succeed(String... arguments) throws IOException, InterruptedException {
    var outcome = fabric.wfl(arguments);
    assertThat(outcome.exitCode()).as(outcome.text()).isZero();
  }

  private URI page() {
    return URI.create(
        fabric.deployment(SHOP, "production").orElseThrow().addresses().getFirst().url());
  }

  private String places() {
    return fabric.instances(SHOP).stream()
        .map(instance -> instance.name() + " on " + instance.node().orElse("none"))
        .collect(Collectors.joining(", "));
  }

  private void awaitNodes(int wanted) {
    Await.until(
        wanted + " nodes are ready",
        PATIENCE,
        () ->
            fabric.nodes().stream()
                    .filter(
                        node -> node.presence().equals("up") && node.condition().equals("ready"))
                    .count()
                == wanted);
  }

  private void awaitWhole() {
    Await.until("all instances are ready", PATIENCE, () -> fabric.isWhole(SHOP));
  }

  private boolean isEmpty(int faultDomain) {
    return fabric.instances(SHOP).stream()
        .noneMatch(
            instance -> instance.faultDomain().filter(each -> each == faultDomain).isPresent());
  }

  private void awaitMoreCustomers() {
    long wanted = customers.asked() + 2 * RATE;
    Await.until("more customers", PATIENCE, () -> customers.asked() >= wanted);
    landlord.order("Ada");
  }

  private String primary() {
    return Await.present("a primary", PATIENCE, fabric::primary);
  }

  private String anyBut(String name) {
    return fabric.controllers().stream()
        .filter(each -> !each.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String role(String name) {
    return fabric.group(anyBut(name)).stream()
        .filter(each -> each.name().equals(name))
        .map(ControllerView::role)
        .findFirst()
        .orElse("none");
  }

  /// It answers with what was acknowledged last.
  private void awaitMember(String name) {
    String newest = operator.acknowledged().getLast();
    Await.until(
        name + " knows the newest",
        PATIENCE,
        () -> operator.operations(name).filter(known -> known.contains(newest)).isPresent());
  }
}
