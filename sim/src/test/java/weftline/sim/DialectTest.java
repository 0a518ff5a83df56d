package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.NodeReport.InstanceReport;
import weftline.model.RoleNumbers;
import weftline.model.SelfTest;

/// What gets through between versions.
class DialectTest {
  private static final NodeId NODE = new NodeId("n1");
  private static final Generation GENERATION = Generation.ZERO.next();
  private static final InstanceId WEB = new InstanceId(new DeploymentId("shop-1"), "web", 0);

  @Test
  void anEarlierAgentIsNotAskedToTryItsMachine() {
    SelfTest test = new SelfTest(1, 1, 1, 1);
    NodeGoal goal = new NodeGoal(NODE, GENERATION, List.of(), Optional.of(test));

    assertThat(Dialect.NEWEST.heard(goal)).isEqualTo(goal);
    assertThat(Dialect.EARLIER.heard(goal)).isEqualTo(new NodeGoal(NODE, GENERATION, List.of()));
  }

  @Test
  void anEarlierAgentSaysNothingOfLoadsAndNumbers() {
    Optional<RoleNumbers> numbers = Optional.of(new RoleNumbers(Map.of("waiting", 17)));
    InstanceReport one =
        new InstanceReport(WEB, 1, InstanceStatus.READY, 2, "well", Optional.of(40), numbers);
    NodeReport report = new NodeReport(NODE, GENERATION, List.of(one));

    assertThat(Dialect.NEWEST.said(report)).isEqualTo(report);
    assertThat(Dialect.EARLIER.said(report).instances())
        .containsExactly(new InstanceReport(WEB, 1, InstanceStatus.READY, 2, "well"));
  }
}
