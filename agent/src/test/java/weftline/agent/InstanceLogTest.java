package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.InstanceGoal;
import weftline.model.LogLine;

/// What an instance writes, kept on its node and on its way to the controller.
class InstanceLogTest {
  private static final InstanceGoal GOAL = Goals.running("true").goal();

  @TempDir private Path folder;
  private final LogOutbox outbox = new LogOutbox();
  private final FakeClock clock = new FakeClock();

  @Test
  void aLineIsKeptAndSent() throws IOException {
    try (var log = InstanceLog.open(folder, GOAL, outbox, clock)) {
      log.add(LogLine.OUT, "hello");
    }
    assertThat(folder.resolve("role.log")).hasContent("2026-11-21T09:00:00Z out hello");
    assertThat(outbox.next())
        .containsExactly(
            new LogLine(clock.instant(), GOAL.service(), GOAL.id(), LogLine.OUT, "hello"));
  }

  @Test
  void aRestartGoesOnInTheSameFile() throws IOException {
    for (String text : new String[] {"one", "two"}) {
      try (var log = InstanceLog.open(folder, GOAL, outbox, clock)) {
        log.add(LogLine.ERR, text);
      }
    }
    assertThat(folder.resolve("role.log")).content().hasLineCount(2);
  }

  @Test
  void theFilesOfOneInstanceAreBounded() throws IOException {
    try (var log = InstanceLog.open(folder, GOAL, outbox, clock)) {
      for (int i = 0; i < 15_000; i++) {
        log.add(LogLine.OUT, "x".repeat(1_000));
      }
    }
    assertThat(folder.resolve("role.old.log")).exists();
    assertThat(FileTrees.bytes(folder)).isLessThan(9L * 1024 * 1024);
  }

  @Test
  void aLineAfterTheEndIsSentAllTheSame() throws IOException {
    var log = InstanceLog.open(folder, GOAL, outbox, clock);
    log.close();
    log.add(LogLine.OUT, "last words");
    assertThat(outbox.next()).hasSize(1);
    assertThat(Files.size(folder.resolve("role.log"))).isZero();
  }
}
