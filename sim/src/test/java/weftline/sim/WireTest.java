package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What becomes of messages on their way.
class WireTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Agenda agenda = new Agenda();
  private final Wire wire = new Wire(agenda, new SplittableRandom(42));
  private final List<Instant> arrivals = new ArrayList<>();

  @Test
  void aReportArrivesOnce() {
    report();

    assertThat(arrivals).hasSize(1);
  }

  @Test
  void anEchoComesASecondTime() {
    wire.echo(true);
    report();

    assertThat(arrivals).hasSize(2);
  }

  @Test
  void whoIsMuteHasNoEcho() {
    wire.echo(true);
    wire.mute("n1");
    report();

    assertThat(arrivals).isEmpty();
  }

  @Test
  void anEchoEnds() {
    wire.echo(true);
    wire.echo(false);
    report();

    assertThat(arrivals).hasSize(1);
  }

  private void report() {
    wire.report("n1", "c1", () -> arrivals.add(agenda.instant()));
    agenda.runUntil(agenda.instant().plus(LONG));
  }
}
