package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Of what is reported, only the news reaches the log.
class ReportsTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final InstanceId JOB = new InstanceId(new DeploymentId("shop-1"), "job", 0);

  private final Fabric fabric = new Fabric();

  @BeforeEach
  void oneInstance() {
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node("n1", 0, 4)));
    fabric.submit(
        new Command.Deploy(
            fabric.now(),
            "ann",
            new ServiceName("shop"),
            Slot.PRODUCTION,
            "",
            Models.model("shop", "job=1")));
  }

  @Test
  void newsIsRecordedOnce() {
    report(1, InstanceStatus.READY, 0);
    int after = fabric.log().size();
    report(1, InstanceStatus.READY, 0);

    assertThat(fabric.state().instance(JOB).life()).isEqualTo(Life.READY);
    assertThat(fabric.log()).hasSize(after);
  }

  @Test
  void anotherFailureIsNews() {
    report(1, InstanceStatus.FAILED, 1);
    int after = fabric.log().size();
    report(1, InstanceStatus.FAILED, 2);

    assertThat(fabric.log()).hasSize(after + 1);
    assertThat(fabric.state().instance(JOB).health().failures()).isEqualTo(2);
  }

  @Test
  void whatAReadyInstanceHasToSayIsNewsAndLeavesItReady() {
    report(1, InstanceStatus.READY, 0);
    var since = fabric.state().instance(JOB).health().readySince();
    int after = fabric.log().size();
    fabric.pass(Duration.ofSeconds(5));
    var full = new InstanceReport(JOB, 1, InstanceStatus.READY, 0, "its disk is full");
    fabric.report(NODE, Generation.ZERO, full);
    fabric.report(NODE, Generation.ZERO, full);

    assertThat(fabric.log()).hasSize(after + 1);
    assertThat(fabric.state().instance(JOB).health().detail()).isEqualTo("its disk is full");
    assertThat(fabric.state().instance(JOB).health().readySince()).isEqualTo(since);
  }

  @ParameterizedTest
  @EnumSource(InstanceStatus.class)
  void anEarlierAttemptIsNoNews(InstanceStatus status) {
    int before = fabric.log().size();
    report(0, status, 3);

    assertThat(fabric.log()).hasSize(before);
  }

  @Test
  void anInstanceThatShouldRunIsNotGoneBecauseItStopped() {
    int before = fabric.log().size();
    report(1, InstanceStatus.STOPPED, 0);

    assertThat(fabric.log()).hasSize(before);
  }

  @Test
  void anInstanceIsGoneWhenItsNodeKnowsTheGoalAndNothingOfIt() {
    report(1, InstanceStatus.READY, 0);
    fabric.submit(
        new Command.Delete(fabric.now(), "ann", new ServiceName("shop"), Slot.PRODUCTION));
    silentReport(fabric.state().goalGeneration(NODE).value() - 1);
    assertThat(fabric.state().instances().containsKey(JOB)).isTrue();

    silentReport(fabric.state().goalGeneration(NODE).value());

    assertThat(fabric.state().instances().isEmpty()).isTrue();
    assertThat(fabric.state().services().isEmpty()).isTrue();
  }

  @Test
  void anUnknownNodeIsAskedToJoin() {
    Decision decision =
        fabric.submit(
            new Command.ReportNode(
                fabric.now(), new NodeReport(new NodeId("n9"), Generation.ZERO, List.of())));

    assertThat(decision)
        .isEqualTo(
            Decision.refuse(
                new Problem.NotFound("node n9 is not part of the fabric", "let it join first")));
  }

  @Test
  void aBalancerFromAnotherLifeIsNotBelieved() {
    BalancerId balancer = new BalancerId("lb");
    fabric.submit(
        new Command.ReportBalancer(
            fabric.now(),
            new BalancerReport(balancer, new Generation(1_000_000), List.of(), List.of())));

    assertThat(fabric.state().balancers().containsKey(balancer)).isFalse();
  }

  private void report(long attempt, InstanceStatus status, int failures) {
    fabric.report(
        NODE, Generation.ZERO, new InstanceReport(JOB, attempt, status, failures, "as told"));
  }

  private void silentReport(long applied) {
    fabric.submit(
        new Command.ReportNode(
            fabric.now(), new NodeReport(NODE, new Generation(applied), List.of())));
  }
}
