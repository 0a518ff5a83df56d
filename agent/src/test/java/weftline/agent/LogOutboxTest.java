package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import weftline.model.LogLine;

/// Lines that wait for the controller.
class LogOutboxTest {
  private final LogOutbox outbox = new LogOutbox();

  @Test
  void linesStayUntilTheyAreSent() throws InterruptedException {
    add(0, 3);
    var batch = outbox.await();
    assertThat(batch).extracting(LogLine::text).containsExactly("line 0", "line 1", "line 2");
    assertThat(outbox.next()).isEqualTo(batch);
    outbox.sent(batch);
    assertThat(outbox.next()).isEmpty();
  }

  @Test
  void aBatchIsBounded() {
    add(0, LogOutbox.BATCH_MAX + 1);
    assertThat(outbox.next()).hasSize(LogOutbox.BATCH_MAX);
  }

  @Test
  void theOldestGiveWay() {
    add(0, 20_001);
    assertThat(outbox.next().getFirst().text()).isEqualTo("line 1");
  }

  @Test
  void whatWasCrowdedOutMeanwhileIsNotTakenForSent() {
    add(0, 20_000);
    var batch = outbox.next();
    add(20_000, 500);
    outbox.sent(batch);
    assertThat(outbox.next().getFirst().text()).isEqualTo("line 1000");
  }

  private void add(int from, int count) {
    var goal = Goals.running("true").goal();
    for (int i = from; i < from + count; i++) {
      outbox.add(new LogLine(Instant.EPOCH, goal.service(), goal.id(), LogLine.OUT, "line " + i));
    }
  }
}
