package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.core.Command;
import weftline.core.Keepers;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.model.RoutingTable;

/// A group of controllers that changes while it runs.
class OperatorTest {
  private static final int ENTRIES = 200;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Agenda agenda = new Agenda();
  private final Promises promises = new Promises(agenda, Trace.NONE, () -> RoutingTable.EMPTY);
  private final Controllers controllers =
      new Machines(
              agenda,
              new Wire(agenda, new SplittableRandom(42)),
              promises,
              new Pledges(promises),
              Trace.NONE)
          .controllers(new Plan(3, 0, Set.of(), new Cast(3, false, 0, false)));
  private final Operator operator = new Operator(agenda, controllers, Trace.NONE);

  @BeforeEach
  void start() {
    controllers.all().forEach(PlayedController::start);
    pass(LONG);
    operator.start();
  }

  @Test
  void oneMoreComes() {
    operator.grow();
    pass(LONG);

    assertThat(members()).containsExactly("c1", "c2", "c3", "c4");
  }

  @Test
  void noneLeavesIfThereAreOnlyThree() {
    operator.shrink(controllers.all().getFirst());
    pass(LONG);

    assertThat(members()).containsExactly("c1", "c2", "c3");
  }

  @Test
  void theOneThatDecidesIsReplaced() {
    PlayedController old = controllers.primary().orElseThrow();
    operator.replace(old);
    pass(LONG);

    assertThat(operator.complaint()).isEmpty();
    assertThat(old.isRetired()).isTrue();
    assertThat(members()).hasSize(3).contains("c4").doesNotContain(old.name());
  }

  @Test
  void whoCannotReadItsDiskIsReplacedAndItsSuccessorKnowsWhatItKnew() {
    for (int number = 0; number < ENTRIES; number++) {
      NodeDescription node = node(number);
      controllers.ask(0, at -> new Command.JoinNode(at, node), _ -> {});
      pass(Duration.ofMillis(200));
    }
    PlayedController damaged = controllers.all().getLast();
    damaged.shelf().damageCheckpoint();
    damaged.die();
    damaged.start();
    assertThat(damaged.state()).as("it does not believe its disk").isEmpty();
    pass(LONG);

    assertThat(members()).hasSize(3).contains("c4").doesNotContain(damaged.name());
    assertThat(controllers.all())
        .allSatisfy(each -> assertThat(each.state()).contains(promises.state()));
    assertThat(promises.state().nodes().size()).isEqualTo(ENTRIES);
  }

  /// As the ledger knows them.
  private List<String> members() {
    Keepers keepers = controllers.state().orElseThrow().keepers();
    return keepers.stores().keySet().stream().sorted().toList();
  }

  private void pass(Duration time) {
    agenda.runUntil(agenda.instant().plus(time));
  }

  private static NodeDescription node(int number) {
    return new NodeDescription(
        new NodeId("n" + number),
        "10.0.%d.%d".formatted(number / 100, number % 100),
        number % 3,
        new Capacity(1_000, 1_792, 1_000),
        new PortRange(20_000, 20_099));
  }
}
