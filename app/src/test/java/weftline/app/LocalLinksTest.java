package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.NodeWatch;
import weftline.controller.Reception;
import weftline.controller.Time;
import weftline.core.Command;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Capacity;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.PortRange;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Agents and balancers beside their controller.
class LocalLinksTest {
  private static final NodeId NODE = new NodeId("n1");

  private final MemoryLedger ledger = new MemoryLedger();
  private final List<LogLine> logs = new CopyOnWriteArrayList<>();
  private final Observations observations = new Observations();
  private final Controller controller;
  private final Thread running;
  private final LocalAgentLink agent;
  private final LocalBalancerLink balancer;

  LocalLinksTest() throws IOException {
    controller = Controller.open(ledger, new Time(InstantSource.system(), System::nanoTime));
    running = Thread.ofVirtual().start(controller::run);
    Reception reception =
        new Reception(
            controller, new NodeWatch(controller, Duration.ofSeconds(5), System::nanoTime));
    agent =
        new LocalAgentLink(
            reception, logs::addAll, new DevelopmentStorage(new DevPorts(100)), observations);
    balancer = new LocalBalancerLink(reception, observations);
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    running.join();
  }

  @Test
  void askAStrangerToJoin() throws IOException {
    assertThat(agent.report(report())).isFalse();
  }

  @Test
  void takeInANodeAndHearIt() throws IOException {
    agent.join(node());

    assertThat(agent.report(report())).isTrue();
  }

  @Test
  void bringRolesTheTrueStorage() throws Exception {
    agent.join(node());
    ServiceModel model = TestService.withSetting("UseDevelopmentStorage=true");
    LocalCall.requireAccepted(() ->
        controller.ask(
            at -> new Command.Deploy(at, "test", model.name(), Slot.PRODUCTION, "v1", model)));

    assertThat(agent.goal(NODE, Generation.ZERO, Duration.ZERO).orElseThrow().instances())
        .isNotEmpty()
        .allSatisfy(goal ->
            assertThat(goal.settings().get("Greeting"))
                .contains("BlobEndpoint=http://127.0.0.1:10100/"));
  }

  @Test
  void passOnLines() throws IOException {
    LogLine line =
        new LogLine(
            Instant.EPOCH,
            new ServiceName("small"),
            new InstanceId(new DeploymentId("small-1"), "web", 0),
            LogLine.OUT,
            "hello");
    agent.logs(NODE, List.of(line));

    assertThat(logs).containsExactly(line);
  }

  @Test
  void hearABalancer() throws IOException {
    balancer.report(
        new BalancerReport(new BalancerId("b1"), Generation.ZERO, List.of(), List.of()));

    assertThat(observations.goalReached(controller.state())).isTrue();
    assertThat(balancer.routes(new Generation(99), Duration.ZERO)).isEmpty();
  }

  @Test
  void failAsTheWireDoesWhenNothingCanBeWritten() {
    ledger.fill(true);

    assertThatThrownBy(() -> agent.join(node()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("full");
  }

  private static NodeDescription node() {
    return new NodeDescription(
        NODE,
        "127.0.0.1",
        0,
        new Capacity(8_000, 14_336, 2_000_000),
        new PortRange(20_000, 20_099));
  }

  private static NodeReport report() {
    return new NodeReport(NODE, Generation.ZERO, List.of());
  }
}
