package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.ServiceModel;

/// Roles find storage wherever its ports are.
class DevelopmentStorageTest {
  private static final String SHORTHAND = "UseDevelopmentStorage=true";

  @Test
  void tellsRolesWhereStorageIsWhenThePortsAreShifted() {
    NodeGoal delivered = storage(100).delivered(goal(Map.of("Storage", SHORTHAND)));

    assertThat(settings(delivered).get("Storage"))
        .contains("BlobEndpoint=http://127.0.0.1:10100/devstoreaccount1;")
        .contains("QueueEndpoint=http://127.0.0.1:10101/devstoreaccount1;")
        .contains("TableEndpoint=http://127.0.0.1:10102/devstoreaccount1;");
  }

  @Test
  void leavesOtherSettingsAlone() {
    Map<String, String> settings = Map.of("Price", "20", "Text", SHORTHAND + ";more");

    assertThat(settings(storage(100).delivered(goal(settings))))
        .containsExactlyInAnyOrderEntriesOf(settings);
  }

  @Test
  void leavesTheShorthandOnTheStandardPorts() {
    NodeGoal goal = goal(Map.of("Storage", SHORTHAND));

    assertThat(storage(0).delivered(goal)).isEqualTo(goal);
  }

  private static DevelopmentStorage storage(int offset) {
    return new DevelopmentStorage(new DevPorts(offset));
  }

  private static Map<String, String> settings(NodeGoal goal) {
    return goal.instances().getFirst().settings();
  }

  private static NodeGoal goal(Map<String, String> settings) {
    ServiceModel model = TestService.model();
    InstanceGoal instance =
        new InstanceGoal(
            new InstanceId(new DeploymentId("small-1"), "web", 0),
            model.name(),
            1,
            InstanceGoal.Wanted.RUNNING,
            model.image(),
            model.definition().roles().getFirst(),
            settings,
            0,
            0,
            List.of(),
            List.of());
    return new NodeGoal(new NodeId("n1"), new Generation(1), List.of(instance));
  }
}
