package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.Capacity;
import weftline.model.InstanceStatus;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeReport;
import weftline.model.PortRange;

/// An agent with its threads, against a controller that comes and goes.
@Timeout(60)
class RunningAgentTest {
  private static final Goals WEB = Goals.running("true");
  private static final Duration GOAL_WAIT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final FakeLink link = new FakeLink();
  private final MemoryDriver driver = new MemoryDriver();
  private final LogOutbox logs = new LogOutbox();
  private RunningAgent running;

  @BeforeEach
  void start() throws IOException {
    running = startAgent();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void joinsConvergesAndReports() {
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("ready is reported", this::readyIsReported);
    assertThat(link.joins()).isEqualTo(1);
  }

  @Test
  void aChangeIsReportedAtOnceAndAlsoWhenNothingChanges() {
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("ready is reported", this::readyIsReported);
    int before = link.reports().size();
    Await.until("heartbeats", () -> link.reports().size() > before + 2);
  }

  @Test
  void goesOnWithoutAController() {
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("ready is reported", this::readyIsReported);
    link.down(true);
    driver.show(WEB.id(), RunState.FAILED, "exit code 3");
    Await.until("restarted", () -> driver.running(WEB.id()).isPresent());
  }

  @Test
  void aControllerThatIsBackIsHeardAtOnce() {
    Await.until("it waits", () -> link.waits().size() == 2);
    link.down(true);
    Await.until("it asks again", () -> link.waits().size() > 2);
    link.down(false);
    Await.until("it waits again", () -> link.waits().getLast().equals(GOAL_WAIT));

    List<Duration> meanwhile = link.waits().subList(2, link.waits().size() - 1);
    assertThat(meanwhile).isNotEmpty().containsOnly(Duration.ZERO);
  }

  @Test
  void aGoalThatCannotBeKeptIsTakenWhenItCan() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("goal.json.new"));
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("it tries again and again", () -> link.waits().size() > 3);
    assertThat(driver.running(WEB.id())).isEmpty();

    Files.delete(inTheWay);
    Await.until("started", () -> driver.running(WEB.id()).isPresent());
  }

  @Test
  void joinsAgainWhenTheControllerHasForgottenIt() {
    Await.until("joined", () -> link.joins() == 1);
    link.forgetNode();
    Await.until("joined again", () -> link.joins() == 2);
  }

  @Test
  void startsOnTheKeptGoalWhenThereIsNoController() throws IOException {
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("ready is reported", this::readyIsReported);
    running.close();
    link.down(true);
    running = startAgent();
    Await.until("started", () -> driver.running(WEB.id()).isPresent());
  }

  @Test
  void aSilentNodeSaysNothingUntilItIsRevived() {
    link.goal(Goals.node(1, WEB.goal()));
    Await.until("ready is reported", this::readyIsReported);

    running.fallSilent();

    assertThat(driver.running(WEB.id())).isEmpty();
    running.revive();
    Await.until("joined again", () -> link.joins() == 2);
    Await.until("started again", () -> driver.running(WEB.id()).isPresent());
  }

  @Test
  void sendsLogs() {
    var line = new LogLine(Instant.EPOCH, WEB.goal().service(), WEB.id(), LogLine.OUT, "hello");
    logs.add(line);
    Await.until("the line", () -> link.lines().contains(line));
  }

  @Test
  void keepsLogsWhileTheControllerIsDown() {
    link.down(true);
    var line = new LogLine(Instant.EPOCH, WEB.goal().service(), WEB.id(), LogLine.OUT, "hello");
    logs.add(line);
    link.down(false);
    Await.until("the line", () -> link.lines().contains(line));
  }

  private RunningAgent startAgent() throws IOException {
    var node =
        new NodeDescription(
            Goals.NODE, "127.0.0.1", 0, Capacity.NONE, new PortRange(20_000, 20_999));
    var standard = AgentSettings.in(folder);
    var settings =
        new AgentSettings(
            folder,
            Duration.ofMillis(20),
            GOAL_WAIT,
            standard.restartMin(),
            standard.restartMax(),
            standard.stableAfter(),
            standard.closeGrace());
    var agent = Agent.open(node, settings, driver, InstantSource.system());
    return RunningAgent.start(agent, link, logs, Thread.ofVirtual().factory());
  }

  private boolean readyIsReported() {
    return link.reports().stream()
        .flatMap(report -> report.instances().stream())
        .map(NodeReport.InstanceReport::status)
        .anyMatch(InstanceStatus.READY::equals);
  }
}
