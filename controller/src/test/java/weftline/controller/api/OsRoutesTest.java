package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.OsWatch;
import weftline.core.Command;
import weftline.core.FabricLevel;
import weftline.core.Goals;
import weftline.model.NodeGoal;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.OsReport;
import weftline.net.JsonTree;

/// Operating systems as operators see and change them.
class OsRoutesTest {
  private static final String OS = "/v1/os";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aVersionFromTheWishToTheMachine() throws Exception {
    try (var running = RunningApi.in(folder)) {
      rise(running);
      say(running, "1.0");
      assertThat(running.json(OS).at("versions").at("1.0").number()).contains(1L);
      assertThat(running.json(OS).at("goal").missing()).isTrue();

      assertThat(running.post(OS, Map.of("version", "2.0", "nodes", List.of("n1"))).status())
          .isEqualTo(202);
      new OsWatch(running.controller).runOnce();
      running.controller.await(_ -> order(running).isPresent(), PATIENCE);
      assertThat(running.json(OS).at("working").items().getFirst().at("stage").text())
          .contains("installing");

      say(running, order(running).orElseThrow());
      assertThat(running.json(OS).at("left").number()).contains(0L);
      assertThat(running.json(OS).at("working").items()).isEmpty();
    }
  }

  @Test
  void itIsPausedResumedAndCancelled() throws Exception {
    try (var running = RunningApi.in(folder)) {
      assertThat(running.post(OS, Map.of("version", "2.0")).status()).isEqualTo(409);
      rise(running);
      running.post(OS, Map.of("version", "2.0", "atOnce", 3, "within", 60));

      assertThat(running.post(OS + "/pause", Map.of()).status()).isEqualTo(202);
      assertThat(goal(running).at("paused").text()).isPresent();
      assertThat(goal(running).at("atOnce").number()).contains(3L);
      assertThat(running.post(OS + "/resume", Map.of()).status()).isEqualTo(202);
      assertThat(goal(running).at("paused").missing()).isTrue();
      assertThat(running.post(OS + "/cancel", Map.of()).status()).isEqualTo(202);
      assertThat(goal(running).missing()).isTrue();
      assertThat(running.post(OS + "/cancel", Map.of()).status()).isEqualTo(409);
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    try (var running = RunningApi.in(folder)) {
      rise(running);

      assertThat(running.post(OS, Map.of()).status()).isEqualTo(400);
      assertThat(running.post(OS, Map.of("version", "; reboot")).status()).isEqualTo(400);
      assertThat(running.post(OS, Map.of("version", "2.0", "atOnce", 0)).status()).isEqualTo(400);
      assertThat(running.post(OS, Map.of("version", "2.0", "nodes", nodes(1_001))).status())
          .isEqualTo(400);
      assertThat(running.post(OS, Map.of("version", "2.0", "container", "c9")).status())
          .isEqualTo(404);
    }
  }

  private static List<String> nodes(int count) {
    return IntStream.range(0, count).mapToObj(number -> "n" + number).toList();
  }

  private static JsonTree goal(RunningApi running) throws IOException {
    return running.json(OS).at("goal");
  }

  private static void rise(RunningApi running) throws Exception {
    int level = FabricLevel.HIGHEST.number();
    running.controller.ask(at -> new Command.ReportKeepers(at, level, List.of()));
  }

  private static Optional<String> order(RunningApi running) {
    return nodeGoal(running).os().map(order -> order.version());
  }

  private static NodeGoal nodeGoal(RunningApi running) {
    return Goals.nodeGoal(running.controller.state(), new NodeId("n1"));
  }

  /// The first node runs this.
  private static void say(RunningApi running, String version) throws Exception {
    NodeGoal goal = nodeGoal(running);
    Optional<OsReport> os = Optional.of(new OsReport(version, true, Optional.empty()));
    running.controller.ask(at ->
        new Command.ReportNode(
            at, new NodeReport(goal.node(), goal.generation(), List.of(), Optional.empty(), os)));
  }
}
