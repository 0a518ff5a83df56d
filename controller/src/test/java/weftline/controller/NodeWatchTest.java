package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Event;
import weftline.model.NodeId;

/// Silence, measured.
class NodeWatchTest {
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(500);

  private final MemoryLedger ledger = new MemoryLedger();
  private final FakeTime time = new FakeTime();
  private final Controller controller;

  NodeWatchTest() throws IOException {
    controller = Controller.open(ledger, time.time());
  }

  @BeforeEach
  void joinTwo() {
    for (String name : new String[] {"n1", "n2"}) {
      var _ = controller.submit(at -> new Command.JoinNode(at, ControllerTest.node(name)));
    }
    controller.runOnce();
  }

  @Test
  void losesTheNodeThatIsSilentForLongerThanTheGrace() {
    NodeWatch watch = watch();
    for (int i = 0; i < 6; i++) {
      step(watch);
      watch.heard(new NodeId("n2"));
    }

    assertThat(lost()).containsExactly("n1");
  }

  @Test
  void givesEveryNodeAFullGraceAfterAStart() {
    NodeWatch watch = watch();
    for (int i = 0; i < 4; i++) {
      step(watch);
    }

    assertThat(lost()).isEmpty();
  }

  @Test
  void countsTheGraceFromTheFirstLook() {
    NodeWatch watch = watch();
    time.pass(GRACE.multipliedBy(2)); // the program takes its time to start
    step(watch);

    assertThat(lost()).isEmpty();
  }

  @Test
  void blamesNobodyWhenItWasAsleepItself() {
    NodeWatch watch = watch();
    time.pass(Duration.ofMinutes(10));
    watch.runOnce();
    controller.runOnce();

    assertThat(lost()).isEmpty();
  }

  @Test
  void triesAgainWhenTheLossCouldNotBeWritten() {
    NodeWatch watch = watch();
    ledger.fill(true);
    for (int i = 0; i < 6; i++) {
      step(watch);
    }
    assertThat(lost()).isEmpty();
    ledger.fill(false);
    for (int i = 0; i < 6; i++) {
      step(watch);
    }

    assertThat(lost()).containsExactlyInAnyOrder("n1", "n2");
  }

  private NodeWatch watch() {
    return new NodeWatch(controller, GRACE, time::nanos);
  }

  private void step(NodeWatch watch) {
    time.pass(STEP);
    watch.runOnce();
    controller.runOnce();
  }

  private List<String> lost() {
    return controller.journal().after(0, 100).stream()
        .map(Journal.Line::event)
        .filter(Event.NodeLost.class::isInstance)
        .map(event -> ((Event.NodeLost) event).node().value())
        .toList();
  }
}
