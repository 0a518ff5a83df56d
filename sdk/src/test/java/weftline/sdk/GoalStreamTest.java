package weftline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Frames on the goal stream, well formed and not.
class GoalStreamTest {
  private static final String GOAL =
      "<GoalState><Incarnation>7</Incarnation><ExpectedState>Started</ExpectedState>"
          + "<RoleEnvironmentPath>/env</RoleEnvironmentPath>"
          + "<CurrentStateEndpoint>/state</CurrentStateEndpoint></GoalState>";

  @TempDir private Path folder;

  @Test
  void readsOneGoalAfterTheOther() throws IOException {
    try (var goals = stream(frame(GOAL) + frame(GOAL.replace("Started", "Stopped")))) {
      assertThat(goals.next())
          .isEqualTo(new Documents.Goal(7, false, Path.of("/env"), Path.of("/state")));
      assertThat(goals.next().stopped()).isTrue();
    }
  }

  @Test
  void theEndOfTheStreamIsNoFailure() throws IOException {
    try (var goals = stream("")) {
      assertThatThrownBy(goals::next).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aFrameThatIsCutOffIsAnEnd() throws IOException {
    try (var goals = stream("fff\r\n<GoalState>")) {
      assertThatThrownBy(goals::next).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aLengthThatIsNoneIsRefused() throws IOException {
    try (var goals = stream("xyz\r\n")) {
      assertThatThrownBy(goals::next).hasMessageContaining("'xyz'");
    }
  }

  @Test
  void aFrameThatIsTooLongIsRefused() throws IOException {
    try (var goals = stream("7fffffff\r\n")) {
      assertThatThrownBy(goals::next).hasMessageContaining("7fffffff");
    }
  }

  @Test
  void aStreamWithoutLineEndsIsRefused() throws IOException {
    try (var goals = stream("x".repeat(100))) {
      assertThatThrownBy(goals::next).hasMessageContaining("out of step");
    }
  }

  @Test
  void aGoalWithoutItsPartsIsRefused() throws IOException {
    try (var goals = stream(frame("<GoalState/>"))) {
      assertThatThrownBy(goals::next).hasMessageContaining("<Incarnation>");
    }
  }

  private GoalStream stream(String content) throws IOException {
    return GoalStream.open(Files.writeString(folder.resolve("goal"), content));
  }

  private static String frame(String goal) {
    return Integer.toHexString(goal.length()) + "\r\n" + goal + "\r\n";
  }
}
