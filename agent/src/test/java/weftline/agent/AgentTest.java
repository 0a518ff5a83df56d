package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.Capacity;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceStatus;
import weftline.model.NodeDescription;
import weftline.model.NodeGoal;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.OsOrder;
import weftline.model.OsReport;
import weftline.model.PortRange;
import weftline.model.SelfTest;

/// What one node does about its goal, step by step, with instances in name only.
class AgentTest {
  private static final NodeDescription NODE =
      new NodeDescription(Goals.NODE, "127.0.0.1", 0, Capacity.NONE, new PortRange(20_000, 20_999));
  private static final Goals WEB = Goals.running("true");

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final MemoryDriver driver = new MemoryDriver();
  private Agent agent;

  @BeforeEach
  void open() throws IOException {
    agent = Agent.open(NODE, AgentSettings.in(folder), driver, clock);
  }

  @Test
  void startsWhatTheGoalNames() throws IOException {
    converge(1, WEB, WEB.index(1));
    assertThat(agent.report().applied()).isEqualTo(new Generation(1));
    assertThat(agent.report().instances())
        .extracting(InstanceReport::status)
        .containsExactly(InstanceStatus.READY, InstanceStatus.READY);
  }

  @Test
  void saysPreparingBeforeTheFirstStep() throws IOException {
    agent.converge(Goals.node(1, WEB.goal()));
    assertThat(only().status()).isEqualTo(InstanceStatus.PREPARING);
  }

  @Test
  void forgetsWhatTheGoalNamesNoMore() throws IOException {
    converge(1, WEB, WEB.index(1));
    converge(2, WEB);
    agent.runOnce();
    assertThat(only().id()).isEqualTo(WEB.id());
    assertThat(driver.running(WEB.index(1).id())).isEmpty();
  }

  @Test
  void theDiskOfInstancesThatLeftBehindItsBackIsFreed() throws IOException {
    var left = WEB.index(1);
    driver.start(left.goal(), () -> {});
    converge(1, WEB);
    assertThat(driver.running(left.id())).isEmpty();
    assertThat(driver.running(WEB.id())).isPresent();
  }

  @Test
  void anOlderGoalNeverReplacesANewerOne() throws IOException {
    converge(2, WEB);
    converge(1);
    assertThat(driver.running(WEB.id())).isPresent();
  }

  @Test
  void aNewSettingIsToldToTheSameRun() throws IOException {
    converge(1, WEB);
    converge(2, WEB.settings(Map.of("Price", "30")));
    assertThat(driver.running(WEB.id()).orElseThrow().settings()).containsEntry("Price", "30");
    assertThat(only().failures()).isZero();
  }

  @Test
  void aNewAttemptIsAFreshRun() throws IOException {
    converge(1, WEB);
    converge(2, WEB.attempt(2));
    agent.runOnce();
    assertThat(driver.running(WEB.id()).orElseThrow().attempt()).isEqualTo(2);
    assertThat(only().attempt()).isEqualTo(2);
  }

  @Test
  void aStoppedInstanceIsReportedUntilTheGoalForgetsIt() throws IOException {
    converge(1, WEB);
    converge(2, WEB.stopped());
    agent.runOnce();
    assertThat(only().status()).isEqualTo(InstanceStatus.STOPPED);
    converge(3);
    assertThat(agent.report().instances()).isEmpty();
  }

  @Test
  void aFailedInstanceIsStartedAgainAfterAWaitThatGrows() throws IOException {
    converge(1, WEB);
    fail("exit code 3");
    assertThat(only().status()).isEqualTo(InstanceStatus.FAILED);
    assertThat(only().detail()).isEqualTo("exit code 3");
    assertThat(only().failures()).isEqualTo(1);

    stepAfter(Duration.ofMillis(199));
    assertThat(driver.running(WEB.id())).isEmpty();
    stepAfter(Duration.ofMillis(1));
    assertThat(driver.running(WEB.id())).isPresent();

    fail("exit code 3");
    stepAfter(Duration.ofMillis(399));
    assertThat(driver.running(WEB.id())).isEmpty();
    stepAfter(Duration.ofMillis(1));
    assertThat(only().failures()).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackKeepsNothingDown() throws IOException {
    converge(1, WEB);
    fail("exit code 3");
    stepAfter(Duration.ofHours(-1));
    assertThat(driver.running(WEB.id())).isPresent();

    stepAfter(Duration.ofSeconds(1));
    stepAfter(Duration.ofHours(-1));
    stepAfter(Duration.ofSeconds(60));
    assertThat(only().failures()).as("after a long well time").isZero();
  }

  @Test
  void failuresAreForgottenAfterALongWellTime() throws IOException {
    converge(1, WEB);
    fail("exit code 3");
    stepAfter(Duration.ofSeconds(1));
    stepAfter(Duration.ofSeconds(1));
    stepAfter(Duration.ofSeconds(60));
    assertThat(only().failures()).isZero();
  }

  @Test
  void aFreshProcessOnRequestIsNoFailure() throws IOException {
    converge(1, WEB);
    driver.show(WEB.id(), RunState.RECYCLED, "asked for a fresh process");
    agent.runOnce();
    stepAfter(Duration.ofSeconds(1));
    assertThat(only().status()).isEqualTo(InstanceStatus.READY);
    assertThat(only().failures()).isZero();
  }

  @Test
  void aNewAttemptDoesNotWaitForTheOldOnesPunishment() throws IOException {
    converge(1, WEB);
    fail("exit code 3");
    converge(2, WEB.attempt(2));
    assertThat(only().status()).isEqualTo(InstanceStatus.READY);
    assertThat(only().failures()).isZero();
  }

  @Test
  void anAccidentIsHealed() throws IOException {
    converge(1, WEB);
    assertThat(agent.crash(WEB.id())).isTrue();
    agent.runOnce();
    assertThat(only().status()).isEqualTo(InstanceStatus.FAILED);
    stepAfter(Duration.ofSeconds(1));
    assertThat(only().status()).isEqualTo(InstanceStatus.READY);
    assertThat(agent.crash(WEB.index(7).id())).isFalse();
  }

  @Test
  void worksOnTheKeptGoalAfterARestartWithoutAController() throws IOException {
    converge(5, WEB);
    var restarted = Agent.open(NODE, AgentSettings.in(folder), driver, clock);
    restarted.convergeOnKeptGoal();
    restarted.runOnce();
    assertThat(driver.running(WEB.id())).contains(WEB.goal());
    assertThat(restarted.report().applied()).isEqualTo(new Generation(5));
  }

  @Test
  void aKeptGoalThatIsBrokenIsAsGoodAsNone() throws IOException {
    converge(5, WEB);
    Files.writeString(folder.resolve("goal.json"), "{\"node\": ");
    var restarted = Agent.open(NODE, AgentSettings.in(folder), driver, clock);
    restarted.convergeOnKeptGoal();
    assertThat(restarted.report().instances()).isEmpty();
  }

  @Test
  void aKilledNodeRunsNothingAndKnowsNothing() throws IOException {
    converge(5, WEB);
    agent.kill();
    assertThat(driver.running(WEB.id())).isEmpty();
    assertThat(agent.report().applied()).isEqualTo(Generation.ZERO);
  }

  @Test
  void testsTheMachineOnceForEachWish() throws IOException {
    var test = new SelfTest(3, 1, 1, 1);
    agent.converge(new NodeGoal(NODE.id(), new Generation(1), List.of(), Optional.of(test)));

    assertThat(agent.report().test()).isEmpty();
    assertThat(agent.testOnce()).isTrue();
    assertThat(agent.report().test()).map(SelfTest.Result::number).contains(3L);

    agent.converge(new NodeGoal(NODE.id(), new Generation(2), List.of(), Optional.of(test)));
    assertThat(agent.testOnce()).isFalse();
  }

  @Test
  void bringsTheMachineToAnotherVersionOnceForEachOrder() throws IOException {
    var system = new PlayedSystem("1.0");
    agent = Agent.open(NODE, AgentSettings.in(folder), driver, clock, system);
    assertThat(agent.report().os()).contains(new OsReport("1.0", true, Optional.empty()));

    agent.converge(ordered(1, new OsOrder(4, "2.0")));
    assertThat(agent.bringOnce()).isTrue();
    agent.converge(ordered(2, new OsOrder(4, "2.0")));

    assertThat(agent.bringOnce()).isFalse();
    assertThat(system.orders()).isEqualTo(1);
    assertThat(agent.report().os())
        .contains(new OsReport("2.0", true, Optional.of(new OsOrder.Result(4, true, "done"))));
  }

  @Test
  void anOrderThatIsTakenBackIsNotCarriedOut() throws IOException {
    var system = new PlayedSystem("1.0");
    agent = Agent.open(NODE, AgentSettings.in(folder), driver, clock, system);

    agent.converge(ordered(1, new OsOrder(4, "2.0")));
    agent.converge(Goals.node(2));

    assertThat(agent.bringOnce()).isFalse();
    assertThat(system.version()).contains("1.0");
  }

  @Test
  void aFabricThatWentBackInTimeCountsItsOrdersAnew() throws IOException {
    var system = new PlayedSystem("1.0");
    agent = Agent.open(NODE, AgentSettings.in(folder), driver, clock, system);

    agent.converge(ordered(1, new OsOrder(4, "2.0")));
    assertThat(agent.bringOnce()).isTrue();
    agent.converge(ordered(2, new OsOrder(3, "1.5")));

    assertThat(agent.bringOnce()).isTrue();
    assertThat(system.version()).contains("1.5");
  }

  private static NodeGoal ordered(long generation, OsOrder order) {
    return new NodeGoal(
        NODE.id(), new Generation(generation), List.of(), Optional.empty(), Optional.of(order));
  }

  /// An operating system that is what it is asked to be.
  private static final class PlayedSystem implements OperatingSystem {
    private String version;
    private int orders;

    PlayedSystem(String version) {
      this.version = version;
    }

    int orders() {
      return orders;
    }

    @Override
    public Optional<String> version() {
      return Optional.of(version);
    }

    @Override
    public boolean isChangeable() {
      return true;
    }

    @Override
    public OsOrder.Result bring(OsOrder order) {
      version = order.version();
      orders++;
      return new OsOrder.Result(order.number(), true, "done");
    }
  }

  private void converge(long generation, Goals... goals) throws IOException {
    var instances = Arrays.stream(goals).map(Goals::goal).toArray(InstanceGoal[]::new);
    agent.converge(Goals.node(generation, instances));
    agent.runOnce();
  }

  private void fail(String detail) {
    driver.show(WEB.id(), RunState.FAILED, detail);
    agent.runOnce();
  }

  private void stepAfter(Duration time) {
    clock.advance(time);
    agent.runOnce();
  }

  private InstanceReport only() {
    assertThat(agent.report().instances()).hasSize(1);
    return agent.report().instances().getFirst();
  }
}
