package weftline.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weftline.controller.Entry;
import weftline.controller.Recovery;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.BalancerId;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// What a controller's disk does to it.
class DiskTest {
  private final Agenda agenda = new Agenda();
  private final Promises promises = new Promises(agenda, Trace.NONE, () -> RoutingTable.EMPTY);
  private final Disk disk = new Disk(agenda, promises);

  @Test
  void oneThatDiesBeforeTheWriteHasWrittenNothing() {
    disk.dieAt(Shelf.Death.BEFORE);

    assertThatThrownBy(() -> disk.writer().append(entry(1), State.EMPTY))
        .isInstanceOf(Disk.ControllerDeath.class);
    assertThat(disk.writer().recover().history()).isEmpty();
  }

  @Test
  void oneThatDiesAfterTheWriteHasWritten() {
    disk.dieAt(Shelf.Death.AFTER);

    assertThatThrownBy(() -> disk.writer().append(entry(1), State.EMPTY))
        .isInstanceOf(Disk.ControllerDeath.class);
    assertThat(disk.writer().recover().history()).hasSize(1);
  }

  @Test
  void aSlowWriteTakesTimeInWhichOthersAct() {
    disk.slowDown(Duration.ofSeconds(7));
    CompletableFuture<Void> durable = disk.writer().append(entry(1), State.EMPTY);

    agenda.runUntil(at(6));
    assertThat(durable).isNotDone();
    agenda.runUntil(at(7));
    assertThat(durable).isDone();
  }

  @Test
  void oneThatDiesInASlowWriteNeverWritesAgain() {
    disk.slowDown(Duration.ofSeconds(7));
    Disk.Writer writer = disk.writer();
    CompletableFuture<Void> durable = writer.append(entry(1), State.EMPTY);
    agenda.in(Duration.ofSeconds(3), writer::die);
    agenda.runUntil(at(20));

    assertThat(durable).isNotDone();
    assertThat(disk.writer().recover().history()).isEmpty();
  }

  @Test
  void withoutItsCheckpointTheLogMakesTheSameState() {
    for (int index = 1; index <= 100; index++) {
      disk.writer().append(entry(index), State.EMPTY).join();
    }
    Recovery fromCheckpoint = disk.writer().recover();
    disk.damageCheckpoint();

    assertThat(disk.writer().recover()).isEqualTo(fromCheckpoint);
    assertThat(fromCheckpoint.history()).hasSize(100);
  }

  @Test
  void aFullDiskSaysSo() {
    disk.fill(true);

    assertThat(disk.writer().append(entry(1), State.EMPTY)).isCompletedExceptionally();
    assertThatThrownBy(() -> disk.writer().check()).isInstanceOf(IOException.class);
  }

  private static Instant at(int seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }

  private static Entry entry(long index) {
    return new Entry(
        index,
        Instant.EPOCH,
        List.of(new Event.BalancerFollowed(new BalancerId("lb"), Generation.ZERO)));
  }
}
