package weftline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.InstanceStatus;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What the walk of an upgrade does next. Every combination has a line: who leads the walk, how far
/// it is, how the instance of the old version fares, and whether all have been ready for long.
class UpgradeTest {
  private static final DeploymentId SHOP = new DeploymentId("shop-1");
  private static final InstanceId FIRST = new InstanceId(SHOP, "job", 0);
  private static final InstanceId SECOND = new InstanceId(SHOP, "job", 1);

  private static final String TABLE =
      """
      auto new starting fresh: replace job_IN_0, replace job_IN_1
      auto new starting baked: replace job_IN_0, replace job_IN_1
      auto new busy fresh: replace job_IN_1
      auto new busy baked: replace job_IN_1
      auto new ready fresh: wait
      auto new ready baked: begin 0, replace job_IN_0
      auto new failed fresh: replace job_IN_1
      auto new failed baked: replace job_IN_1
      auto half starting fresh: replace job_IN_1
      auto half starting baked: replace job_IN_1
      auto half busy fresh: replace job_IN_1
      auto half busy baked: replace job_IN_1
      auto half ready fresh: wait
      auto half ready baked: begin 1, replace job_IN_1
      auto half failed fresh: replace job_IN_1
      auto half failed baked: replace job_IN_1
      manual new starting fresh: wait
      manual new starting baked: wait
      manual new busy fresh: wait
      manual new busy baked: wait
      manual new ready fresh: wait
      manual new ready baked: wait
      manual new failed fresh: wait
      manual new failed baked: wait
      manual half starting fresh: wait
      manual half starting baked: wait
      manual half busy fresh: wait
      manual half busy baked: wait
      manual half ready fresh: wait
      manual half ready baked: wait
      manual half failed fresh: wait
      manual half failed baked: wait
      """;

  @Test
  void followsTheTable() {
    List<String> lines = new ArrayList<>();
    for (UpgradeMode mode : UpgradeMode.values()) {
      for (boolean half : List.of(false, true)) {
        for (InstanceStatus status :
            List.of(
                InstanceStatus.STARTING,
                InstanceStatus.BUSY,
                InstanceStatus.READY,
                InstanceStatus.FAILED)) {
          lines.add(line(mode, half, status, false));
          lines.add(line(mode, half, status, true));
        }
      }
    }
    assertThat(lines).containsExactlyElementsOf(TABLE.lines().toList());
  }

  @Test
  void endsWhenEverythingRunsTheNewVersionAndHasBaked() {
    State done = replaced(replaced(upgrading(UpgradeMode.AUTO), FIRST), SECOND);

    assertThat(plan(done, Duration.ZERO)).isEqualTo("wait");
    assertThat(plan(done, Duration.ofSeconds(10))).isEqualTo("end");
  }

  @Test
  void aManualWalkBeginsOneDomainForEachWord() {
    State allowed = withReady(upgrading(UpgradeMode.MANUAL)).apply(new Event.DomainAllowed(SHOP));
    assertThat(plan(allowed, Duration.ofSeconds(10))).isEqualTo("begin 0, replace job_IN_0");

    State begun = replaced(allowed.apply(new Event.DomainStarted(SHOP, 0)), FIRST);
    assertThat(plan(begun, Duration.ofSeconds(10))).isEqualTo("wait");
  }

  @Test
  void anInstanceWithoutANodeIsOnlyToldWhatToRun() {
    State homeless = upgrading(UpgradeMode.AUTO);
    for (Node node : homeless.nodes().values()) {
      homeless = homeless.apply(new Event.NodeLost(node.id(), "told so", Optional.empty()));
    }
    assertThat(plan(homeless, Duration.ZERO)).isEqualTo("retarget job_IN_0, retarget job_IN_1");
  }

  private static String line(UpgradeMode mode, boolean half, InstanceStatus status, boolean baked) {
    State begun = upgrading(mode);
    State before = half ? begun.apply(new Event.DomainStarted(SHOP, 0)) : begun;
    boolean fresh = !half && status == InstanceStatus.STARTING;
    State first = half ? replaced(before, FIRST) : fresh ? before : report(before, FIRST);
    State state = status == InstanceStatus.STARTING ? first : report(first, SECOND, status);
    return "%s %s %s %s: %s"
        .formatted(
            mode.name().toLowerCase(Locale.ROOT),
            half ? "half" : "new",
            status.name().toLowerCase(Locale.ROOT),
            baked ? "baked" : "fresh",
            plan(state, baked ? Duration.ofSeconds(10) : Duration.ZERO));
  }

  /// Two instances in two update domains, starting, and a new version that nobody runs yet.
  private static State upgrading(UpgradeMode mode) {
    State nodes =
        State.EMPTY
            .apply(new Event.NodeJoined(Models.node("n1", 0, 4)))
            .apply(new Event.NodeJoined(Models.node("n2", 1, 4)));
    State created =
        nodes.apply(
            new Event.DeploymentCreated(
                SHOP,
                new ServiceName("shop"),
                Slot.PRODUCTION,
                "",
                Models.model("shop", "job=2", "domains=2"),
                Instant.EPOCH));
    return created
        .applyAll(Autopilot.plan(created, Instant.EPOCH))
        .apply(
            new Event.UpgradeStarted(
                SHOP,
                "",
                Models.model("shop", "job=2", "domains=2", "code=b"),
                mode,
                Optional.empty()));
  }

  private static State withReady(State state) {
    return report(report(state, FIRST), SECOND);
  }

  private static State report(State state, InstanceId id) {
    return report(state, id, InstanceStatus.READY);
  }

  private static State report(State state, InstanceId id, InstanceStatus status) {
    return state.apply(new Event.InstanceReported(id, status, 0, "", Instant.EPOCH));
  }

  /// The whole way of one instance to the new version.
  private static State replaced(State state, InstanceId id) {
    Residence home = state.instance(id).residence().orElseThrow();
    State again =
        state
            .apply(
                new Event.InstanceDraining(
                    id, Departure.Afterwards.RESTART, 2, "told so", Instant.EPOCH))
            .apply(new Event.InstanceStopOrdered(id))
            .apply(new Event.InstanceStopped(id))
            .apply(new Event.InstancesPlaced(SHOP, List.of(new Event.Placement(id, home))));
    return report(again, id);
  }

  private static String plan(State state, Duration later) {
    List<String> words =
        new Upgrade()
            .plan(state, Instant.EPOCH.plus(later)).stream().map(UpgradeTest::word).toList();
    return words.isEmpty() ? "wait" : String.join(", ", words);
  }

  private static String word(Event event) {
    return switch (event) {
      case Event.DomainStarted(_, var domain, _) -> "begin " + domain;
      case Event.InstanceDraining draining -> "replace " + draining.instance().name();
      case Event.InstanceRetargeted(var id, _) -> "retarget " + id.name();
      case Event.WalkEnded _ -> "end";
      default -> throw new AssertionError("an upgrade does not do this: " + event);
    };
  }
}
