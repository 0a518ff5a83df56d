package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Cutting what programs write into lines.
class LineCaptureTest {
  @Test
  void cutsAtLineEndsOfBothKinds() {
    assertThat(lines("one\ntwo\r\nthrée\n")).containsExactly("one", "two", "thrée");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(lines("one\ntwo")).containsExactly("one", "two");
  }

  @Test
  void aLineThatIsTooLongIsCut() {
    assertThat(lines("x".repeat(LineCapture.LINE_MAX + 5) + "\n"))
        .containsExactly("x".repeat(LineCapture.LINE_MAX), "xxxxx");
  }

  @Test
  void whatComesTooFastIsCountedAndLeftOut() {
    List<String> lines = lines("x\n".repeat(LineCapture.LINES_A_SECOND_MAX + 7));
    assertThat(lines).hasSize(LineCapture.LINES_A_SECOND_MAX + 1);
    assertThat(lines.getLast()).contains("7 lines left out");
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    var stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    new LineCapture(stream, new FakeClock(), lines::add).run();
    return lines;
  }
}
