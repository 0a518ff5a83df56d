package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.api.ServiceView;

/// The life of one service on one fabric, in the order in which it happens: deployed, broken,
/// changed, upgraded, swapped. Whatever happens, every order is paid once and gets its report.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
@Timeout(600)
final class CreditCheckIT {
  private static final int RATE = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration IDLE_TIME = Duration.ofSeconds(5);

  private final Installation installation = Installation.here();
  private DevFabric fabric;
  private Landlord landlord;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    long begin = System.nanoTime();
    fabric = DevFabric.start(installation, installation.sample("creditcheck"), folder);
    landlord = new Landlord(fabric.page());
    landlord.page("/");
    print("cold start to first page", Duration.ofNanos(System.nanoTime() - begin));
  }

  @AfterAll
  void stop() {
    fabric.close();
  }

  @Test
  @Order(1)
  void orderIsPaidAndItsReportCanBeRead() throws Exception {
    String id = landlord.order("Ada");

    String page = landlord.awaitReport(id);

    assertThat(landlord.readReport(page)).startsWith("200\n").contains("Ada can afford this rent");
    assertThat(landlord.statement()).containsExactly(id);
  }

  @Test
  @Order(2)
  void newPriceHoldsWithoutARestart(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ServiceConfiguration.cscfg");
    String old =
        Files.readString(installation.sample("creditcheck").resolve("ServiceConfiguration.cscfg"));
    Files.writeString(file, old.replace("value=\"2500\"", "value=\"1999\""));
    List<Integer> failuresBefore = failures();

    assertThat(fabric.wfl("config", "creditcheck", file.toString()).exitCode()).isZero();

    Await.until("the new price", PATIENCE, () -> landlord.price().equals("€ 19.99"));
    assertThat(failures()).isEqualTo(failuresBefore);
  }

  @Test
  @Order(3)
  void killedInstancesLoseNoOrder() throws Exception {
    try (var atWork = LandlordsAtWork.start(landlord)) {
      for (String role : List.of("web", "payment", "report")) {
        assertThat(fabric.wfl("chaos", "kill", "instance", "creditcheck/" + role + "/0").text())
            .contains("Killed");
      }
      Await.until("all instances are back", PATIENCE, this::allReady);
      assertThat(atWork).isNotNull();
    }

    assertEveryOrderIsPaidOnceAndReported();
  }

  @Test
  @Order(4)
  void killedFaultDomainLosesNoOrder() throws Exception {
    try (var atWork = LandlordsAtWork.start(landlord)) {
      long begin = System.nanoTime();
      assertThat(fabric.wfl("chaos", "kill", "fd", "1").exitCode()).isZero();
      Await.until("nothing is left in the dead fault domain", PATIENCE, () -> !isIn(1));
      Await.until("all instances are replaced", PATIENCE, this::allReady);
      print(
          "fault domain's death to replacements ready",
          Duration.ofNanos(System.nanoTime() - begin));
      assertThat(atWork).isNotNull();
    }

    assertEveryOrderIsPaidOnceAndReported();
    assertThat(fabric.wfl("chaos", "revive", "fd", "1").exitCode()).isZero();
  }

  @Test
  @Order(5)
  void killedFabricLosesNoOrder() throws Exception {
    try (var atWork = LandlordsAtWork.start(landlord)) {
      long begin = System.nanoTime();
      fabric.killAndRestart();
      print("kill -9 of the fabric to goal state", Duration.ofNanos(System.nanoTime() - begin));
      assertThat(atWork).isNotNull();
    }

    assertEveryOrderIsPaidOnceAndReported();
  }

  @Test
  @Order(6)
  void upgradeFailsNoRequest() throws Exception {
    try (var load = Customers.start(fabric.page(), RATE)) {
      long begin = System.nanoTime();
      var outcome = upgrade("production");
      print("upgrade", Duration.ofNanos(System.nanoTime() - begin));
      awaitMore(load);

      assertThat(outcome.exitCode()).as(outcome.text()).isZero();
      assertNobodyFailed(load.stop());
    }
    assertThat(landlord.awaitReport(landlord.order("Eve"))).contains("<dt>RiskBand</dt>");
    assertEveryOrderIsPaidOnceAndReported();
  }

  @Test
  @Order(7)
  void swapFailsNoRequest() throws Exception {
    String first = installation.sample("creditcheck").toString();
    var deployed = fabric.wfl("deploy", first, "--slot", "staging", "--label", "first");
    assertThat(deployed.exitCode()).as(deployed.text()).isZero();
    String staged = fabric.deployment("staging").id();

    try (var load = Customers.start(fabric.page(), RATE)) {
      awaitMore(load);
      var outcome = fabric.wfl("swap", "creditcheck", "--yes");
      awaitMore(load);

      assertThat(outcome.exitCode()).as(outcome.text()).isZero();
      assertThat(fabric.deployment("production").id()).isEqualTo(staged);
      assertNobodyFailed(load.stop());
    }
    print("swap", fabric.durationOfLast("swap"));
    assertEveryOrderIsPaidOnceAndReported();
  }

  @Test
  @Order(8)
  void idleFabricCostsLittle() throws IOException {
    Duration before = fabric.processorTime();
    long begin = System.nanoTime();
    Await.until(
        "the time is over", PATIENCE, () -> System.nanoTime() - begin > IDLE_TIME.toNanos());
    Duration used = fabric.processorTime().minus(before);

    System.out.printf(
        "[end to end] idle fabric: %.1f %% of a core, %d MB%n",
        100.0 * used.toMillis() / IDLE_TIME.toMillis(), fabric.memoryMegabytes());
    assertThat(used).isLessThan(IDLE_TIME);
  }

  private Installation.Outcome upgrade(String slot) throws IOException, InterruptedException {
    return fabric.wfl(
        "upgrade",
        "creditcheck",
        installation.sample("creditcheck").resolve("v2").toString(),
        "--slot",
        slot,
        "--label",
        "second");
  }

  private void assertEveryOrderIsPaidOnceAndReported() {
    landlord.awaitAllReports();
    assertThat(landlord.statement()).doesNotHaveDuplicates().containsAll(landlord.orders());
  }

  private static void assertNobodyFailed(Customers.Result result) {
    System.out.printf(
        "[end to end] %d requests, %d failed%n", result.asked(), result.failed().size());
    assertThat(result.failed()).isEmpty();
    assertThat(result.answered()).isEqualTo(result.asked());
  }

  private static void awaitMore(Customers load) {
    long wanted = load.asked() + 2 * RATE;
    Await.until("more requests", PATIENCE, () -> load.asked() >= wanted);
  }

  private boolean allReady() {
    return fabric.deployment("production").roles().stream()
        .allMatch(role -> role.ready() == role.wanted());
  }

  private boolean isIn(int faultDomain) {
    return instances().stream()
        .anyMatch(
            instance -> instance.faultDomain().filter(each -> each == faultDomain).isPresent());
  }

  private List<Integer> failures() {
    return instances().stream().map(ServiceView.InstanceView::failures).toList();
  }

  private List<ServiceView.InstanceView> instances() {
    return fabric.deployment("production").roles().stream()
        .flatMap(role -> role.instances().stream())
        .toList();
  }

  private static void print(String what, Duration time) {
    System.out.printf("[end to end] %s: %.2f s%n", what, time.toMillis() / 1_000.0);
  }
}
