package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.SelfTest;

/// A machine that works passes, and one whose disk or clock does not says what is wrong.
class MachineTestTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-01T12:00:00Z"));
  private static final SelfTest SMALL = new SelfTest(7, 2, 2, 2);

  @TempDir Path folder;

  @Test
  void aSoundMachinePassesAndIsLeftClean() throws Exception {
    assertThat(new MachineTest(folder, CLOCK).run(SMALL))
        .isEqualTo(new SelfTest.Result(7, true, "it passed its test"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDiskThatCannotBeWrittenFails() throws Exception {
    Path file = Files.createFile(folder.resolve("no-folder"));

    SelfTest.Result result = new MachineTest(file, CLOCK).run(SMALL);

    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).startsWith("the disk cannot be used");
  }

  @Test
  void aClockFromBeforeThisProgramFails() {
    SelfTest.Result result = new MachineTest(folder, InstantSource.fixed(Instant.EPOCH)).run(SMALL);

    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).startsWith("the clock is wrong");
  }
}
