package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Decision;
import weftline.model.BalancerId;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.NodeId;
import weftline.model.NodeReport;

/// What nodes and balancers get when they call in.
class ReceptionTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final NodeId NODE = new NodeId("n1");

  private final FakeTime time = new FakeTime();
  private final Controller controller;
  private final NodeWatch watch;
  private final Reception reception;
  private Thread running = Thread.ofVirtual().unstarted(() -> {});

  ReceptionTest() throws Exception {
    controller = Controller.open(new MemoryLedger(), time.time());
    watch = new NodeWatch(controller, Duration.ofSeconds(2), time::nanos);
    reception = new Reception(controller, watch);
  }

  @BeforeEach
  void start() {
    running = Thread.ofVirtual().start(controller::run);
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.interrupt();
    running.join();
  }

  @Test
  void takesInANodeThatJoins() throws Exception {
    assertThat(reception.join(ControllerTest.node("n1"))).isInstanceOf(Decision.Accepted.class);
    assertThat(controller.state().nodes().get(NODE)).isPresent();
  }

  @Test
  void tellsAStrangerToJoinFirst() throws Exception {
    assertThat(reception.report(report())).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void writesNothingForAReportWithoutNews() throws Exception {
    reception.join(ControllerTest.node("n1"));
    reception.report(report());
    long before = controller.journal().last();
    reception.report(report());

    assertThat(controller.journal().last()).isEqualTo(before);
  }

  @Test
  void hearsAReportWithoutNewsBeforeItsTurn() throws Exception {
    reception.join(ControllerTest.node("n1"));
    running.interrupt();
    running.join();

    assertThat(reception.report(report())).isEqualTo(new Decision.Accepted(List.of()));
  }

  @Test
  void hasNoGoalThatIsNewerThanTheNewest() throws Exception {
    reception.join(ControllerTest.node("n1"));
    Generation newest = controller.state().goalGeneration(NODE);

    assertThat(reception.goal(NODE, newest, Duration.ZERO)).isEmpty();
  }

  @Test
  void givesAWaitingNodeItsGoalAsSoonAsThereIsOne() throws Exception {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> goalWithin(LONG));
    reception.join(ControllerTest.node("n1"));
    new SmallService().deployTo(controller);

    assertThat(waiting.get()).isTrue();
  }

  @Test
  void givesABalancerTheRoutesOnceThereAreSome() throws Exception {
    assertThat(reception.routes(Generation.ZERO, Duration.ZERO)).isEmpty();
    reception.join(ControllerTest.node("n1"));
    reception.join(ControllerTest.node("n2"));
    new SmallService().deployTo(controller);

    assertThat(reception.routes(Generation.ZERO, Duration.ZERO)).isPresent();
  }

  @Test
  void hearsABalancer() throws Exception {
    var report = new BalancerReport(new BalancerId("b1"), Generation.ZERO, List.of(), List.of());

    assertThat(reception.report(report)).isInstanceOf(Decision.Accepted.class);
  }

  private boolean goalWithin(Duration wait) {
    try {
      return reception.goal(NODE, Generation.ZERO, wait).isPresent();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NodeReport report() {
    return new NodeReport(NODE, Generation.ZERO, List.of());
  }
}
