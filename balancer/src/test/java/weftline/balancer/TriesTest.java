package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weftline.model.BalancerReport.Tried;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;

/// What is remembered of connections that were given.
class TriesTest {
  private static final InstanceId ONE = new InstanceId(new DeploymentId("shop-1"), "web", 0);
  private static final InstanceId OTHER = new InstanceId(new DeploymentId("shop-1"), "web", 1);

  private final AtomicLong now = new AtomicLong();
  private final Tries tries = new Tries(now::get);

  @Test
  void eachInstanceIsCounted() {
    tries.tried(ONE);
    tries.tried(ONE);
    tries.failed(ONE);
    tries.tried(OTHER);

    assertThat(tries.list()).containsExactly(new Tried(ONE, 2, 1), new Tried(OTHER, 1, 0));
  }

  @Test
  void whatIsTwoPeriodsOldIsForgotten() {
    tries.tried(ONE);
    pass(11);
    tries.tried(OTHER);

    assertThat(tries.list()).hasSize(2);
    pass(10);
    assertThat(tries.list()).containsExactly(new Tried(OTHER, 1, 0));
    pass(30);
    assertThat(tries.list()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksLaterStillWasOne() {
    tries.tried(ONE);
    pass(30);
    tries.failed(ONE);

    assertThat(tries.list()).containsExactly(new Tried(ONE, 1, 1));
  }

  @Test
  void whoLeavesTheRotationBeginsAnew() {
    tries.tried(ONE);
    tries.failed(ONE);
    tries.tried(OTHER);

    tries.keep(Set.of(OTHER));

    assertThat(tries.list()).containsExactly(new Tried(OTHER, 1, 0));
  }

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
