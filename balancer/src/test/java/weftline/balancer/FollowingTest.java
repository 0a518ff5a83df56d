package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.BalancerReport.OpenConnections;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// Which table a balancer goes by, also after a restart, and what it says when.
class FollowingTest {
  private static final BalancerId SELF = new BalancerId("lb");
  private static final Backend FIRST = backend(0);
  private static final Backend SECOND = backend(1);

  @TempDir Path folder;

  @Test
  void aNewerTableIsFollowedAndAnOlderOneIsNot() throws IOException {
    Rotation rotation = rotation();
    Following following = begin(rotation);
    following.heard(table(2, SECOND));
    following.heard(table(1, FIRST));

    assertThat(rotation.applied()).isEqualTo(generation(2));
    assertThat(rotation.choose(route(SECOND))).contains(SECOND);
  }

  @Test
  void theNewestTableOutlivesARestart() throws IOException {
    Following following = begin(rotation());
    following.heard(table(2, SECOND));
    following.heard(table(1, FIRST));
    Rotation fresh = rotation();
    var _ = begin(fresh);

    assertThat(fresh.table()).isEqualTo(table(2, SECOND));
  }

  @Test
  void whoIsSuspectIsAskedLast() throws IOException {
    Rotation rotation = rotation();
    begin(rotation).heard(table(1, FIRST, SECOND));
    rotation.suspect(FIRST);

    assertThat(rotation.choose(route())).contains(SECOND);
    assertThat(rotation.choose(route())).contains(SECOND);
  }

  @Test
  void aDiskThatKeepsNothingIsNoReasonToStop() throws IOException {
    Rotation rotation = rotation();
    Following following = Following.begin(rotation::follow, new FullDisk());
    following.heard(table(1, FIRST));

    assertThat(rotation.applied()).isEqualTo(generation(1));
  }

  @Test
  void newsIsDueAtOnceAndNothingNewNowAndThen() throws IOException {
    Following following = begin(rotation());
    assertThat(following.isDue(report(1))).isTrue();
    following.said(report(1), true);
    for (int round = 1; round < Following.SILENT_ROUNDS_MAX; round++) {
      assertThat(following.isDue(report(1))).isFalse();
    }

    assertThat(following.isDue(report(1))).isTrue();
    assertThat(following.isDue(report(2))).isTrue();
  }

  @Test
  void whatWasNotHeardIsSaidAgain() throws IOException {
    Following following = begin(rotation());
    assertThat(following.isDue(report(1))).isTrue();
    following.said(report(1), false);

    assertThat(following.isDue(report(1))).isTrue();
  }

  private Following begin(Rotation rotation) throws IOException {
    return Following.begin(rotation::follow, new TableFile(folder.resolve("table.json")));
  }

  private static Rotation rotation() {
    return Rotation.unprobed(Preference.ROUND_ROBIN, () -> 0);
  }

  private static BalancerReport report(int connections) {
    return new BalancerReport(
        SELF,
        Generation.ZERO,
        List.of(new OpenConnections(FIRST.instance(), connections)),
        List.of());
  }

  private static RoutingTable table(int generation, Backend... backends) {
    return new RoutingTable(generation(generation), List.of(route(backends)));
  }

  private static Route route(Backend... backends) {
    return new Route(
        "127.0.0.1",
        8080,
        "tcp",
        new ServiceName("shop"),
        Slot.PRODUCTION,
        "http",
        List.of(backends),
        Optional.empty(),
        false);
  }

  private static Backend backend(int index) {
    return new Backend(
        new InstanceId(new DeploymentId("shop-1"), "web", index), "10.0.0." + index, 20_000);
  }

  private static Generation generation(int number) {
    Generation generation = Generation.ZERO;
    for (int i = 0; i < number; i++) {
      generation = generation.next();
    }
    return generation;
  }

  /// Takes nothing.
  private static final class FullDisk implements KeptTable {
    @Override
    public Optional<RoutingTable> load() {
      return Optional.empty();
    }

    @Override
    public void save(RoutingTable table) throws IOException {
      throw new IOException("full");
    }
  }
}
