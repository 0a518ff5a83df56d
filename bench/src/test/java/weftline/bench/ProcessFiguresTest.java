package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
  @Test
  void thisProcessHasUsedTimeAndMemory() {
    assertThat(ProcessFigures.cpuSeconds(ProcessHandle.current())).isPositive();
    assertThat(ProcessFigures.residentBytes(ProcessHandle.current())).isGreaterThan(10L << 20);
  }
}
