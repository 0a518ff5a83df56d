package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;

class ProgressTest {
  private static final Instant START = CommandRun.NOW.minusSeconds(67);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void linesSayOnlyWhatIsNew() {
    Progress progress = Progress.of(terminal(false, false, 100), false, () -> CommandRun.NOW);

    progress.show(running("room"), deployment("starting", ""));
    progress.show(running("room"), deployment("starting", ""));
    progress.show(running("web_IN_1 to start"), deployment("failed", "exited with 1"));
    progress.end(ended("succeeded", ""), deployment("ready", ""));

    assertThat(printed())
        .isEqualTo(
            """
            09:00:00Z web_IN_1 starting on node-2
            09:00:00Z waiting for: room
            09:00:00Z web_IN_1 failed on node-2  exited with 1
            09:00:00Z waiting for: web_IN_1 to start
            09:00:00Z web_IN_1 ready on node-2
            09:00:00Z ✔ deploy shop/production done
            09:00:00Z   http://127.0.0.1:8080/
            """);
  }

  @Test
  void aTreeIsDrawnAgainInPlace() {
    Progress progress = Progress.of(terminal(true, true, 100), false, () -> CommandRun.NOW);

    progress.show(running(""), deployment("starting", ""));
    progress.end(ended("succeeded", ""), deployment("ready", ""));

    String[] drawings = printed().split("\u001b\\[3A", -1);
    assertThat(drawings).as("drawn twice, three lines the first time").hasSize(2);
    assertThat(plain(drawings[0]))
        .isEqualTo(
            """
            ▸ shop/production deploy  v1  op-7  1:07
              web            ✔▸       1/2 ready
                             └ web_IN_1 starting on node-2
            """);
    assertThat(plain(drawings[1]))
        .isEqualTo(
            """
            ▸ shop/production deploy  v1  op-7  1:07
              web            ✔✔       2/2 ready
            ✔ deploy shop/production done
              http://127.0.0.1:8080/
            """);
  }

  @Test
  void noLineIsLongerThanTheTerminal() {
    Progress progress = Progress.of(terminal(true, true, 40), false, () -> CommandRun.NOW);

    progress.show(running("w".repeat(200)), deployment("failed", "d".repeat(200)));

    assertThat(plain(printed()).lines().mapToInt(String::length).max()).hasValue(40);
  }

  @Test
  void verdictsSayHowItEnded() {
    Terminal terminal = terminal(false, false, 100);

    assertThat(Progress.verdict(terminal, ended("failed", "it broke")))
        .isEqualTo("✖ deploy shop/production failed: it broke");
    assertThat(Progress.verdict(terminal, ended("rolledBack", "")))
        .isEqualTo("↺ deploy shop/production rolled back");
  }

  @Test
  void coloursAreOnlyForTerminalsThatWantThem() {
    assertThat(terminal(true, true, 100).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(terminal(true, true, 100).withoutColour().red("x")).isEqualTo("x");
    assertThat(Progress.of(terminal(true, false, 100), false, () -> START))
        .isInstanceOf(LineProgress.class);
    assertThat(Progress.of(terminal(true, true, 100), true, () -> START))
        .isInstanceOf(LineProgress.class);
  }

  private static OperationView running(String waitsFor) {
    return operation("running", "", waitsFor);
  }

  private static OperationView ended(String state, String reason) {
    return operation(state, reason, "");
  }

  private static OperationView operation(String state, String reason, String waitsFor) {
    return new OperationView(
        "op-7",
        "deploy",
        Optional.of("shop"),
        Optional.of("production"),
        Optional.empty(),
        "me",
        state,
        reason,
        waitsFor,
        false,
        START,
        Optional.empty());
  }

  /// Two instances: the first is well, of the second the status is given.
  private static Optional<ServiceView.DeploymentView> deployment(String status, String detail) {
    var web =
        new ServiceView.RoleView(
            "web",
            "Small",
            2,
            status.equals("ready") ? 2 : 1,
            List.of(instance(0, "ready", ""), instance(1, status, detail)));
    return Optional.of(
        new ServiceView.DeploymentView(
            "d1",
            "production",
            "v1",
            "starting",
            START,
            5,
            Optional.empty(),
            List.of(new ServiceView.AddressView("web", "http", "http", "127.0.0.1", 8080)),
            List.of(web)));
  }

  private static ServiceView.InstanceView instance(int index, String status, String detail) {
    return new ServiceView.InstanceView(
        "web_IN_" + index,
        status,
        Optional.of("node-" + (index + 1)),
        Optional.of(index),
        index,
        "v1",
        0,
        detail);
  }

  private Terminal terminal(boolean interactive, boolean colour, int width) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Terminal(stream, stream, InputStream.nullInputStream(), interactive, colour, width);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "").replace("\r", "");
  }
}
