package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was opened last is closed first, whatever happens.
class PartsTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesFromTheLastToTheFirst() {
    try (Parts parts = new Parts()) {
      parts.add(() -> closed.add("ledger"));
      parts.add(() -> closed.add("server"));
    }

    assertThat(closed).containsExactly("server", "ledger");
  }

  @Test
  void closesTheOthersWhenOneDoesNot() {
    try (Parts parts = new Parts()) {
      parts.add(() -> closed.add("ledger"));
      parts.add(() -> {
        throw new IOException("no");
      });
    }

    assertThat(closed).containsExactly("ledger");
  }
}
