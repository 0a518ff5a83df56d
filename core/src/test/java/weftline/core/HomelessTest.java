package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.NodeId;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Who waits for room is looked at when there is more of it, and not before.
class HomelessTest {
  private static final ServiceName SHOP = new ServiceName("shop");
  private static final DeploymentId FIRST = new DeploymentId("shop-1");

  private final Fabric fabric = new Fabric();

  @Test
  void waitsForRoomAndTakesItWhenItComes() {
    join("n1", 0);
    fabric.submit(
        new Command.Deploy(
            fabric.now(), "ann", SHOP, Slot.PRODUCTION, "", Models.model("shop", "web=4")));
    assertThat(fabric.state().deployment(FIRST).failure()).isPresent();
    assertThat(waiting()).containsExactly(FIRST);
    assertThat(new Place().plan(fabric.state(), fabric.now())).isEmpty();

    join("n2", 1);
    assertThat(waiting()).isEmpty();
    assertThat(fabric.state().instancesOn(new NodeId("n2"))).isNotEmpty();
  }

  @Test
  void isForgottenWithItsDeployment() {
    fabric.submit(
        new Command.Deploy(
            fabric.now(), "ann", SHOP, Slot.PRODUCTION, "", Models.model("shop", "web=4")));
    assertThat(waiting()).containsExactly(FIRST);

    fabric.submit(new Command.Delete(fabric.now(), "ann", SHOP, Slot.PRODUCTION));
    assertThat(waiting()).isEmpty();
    assertThat(fabric.state().services().isEmpty()).isTrue();
  }

  private void join(String node, int faultDomain) {
    fabric.submit(new Command.JoinNode(fabric.now(), Models.node(node, faultDomain, 2)));
  }

  private List<DeploymentId> waiting() {
    return fabric.state().indexes().homeless().toList().stream().map(Homeless::deployment).toList();
  }
}
