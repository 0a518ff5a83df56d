package weftline.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is called, and what their failures do to others.
class HandlersTest {
  private static final List<Change> CHANGES = List.of(new Change.Setting("Price"));

  private final Handlers handlers = new Handlers();
  private final List<Object> called = new ArrayList<>();

  @Test
  void withoutHandlersEveryChangeIsFine() {
    assertThat(handlers.agreeTo(CHANGES)).isTrue();
  }

  @Test
  void oneWhoRefusesIsEnough() {
    handlers.addChanging(changes -> true);
    handlers.addChanging(changes -> false);
    assertThat(handlers.agreeTo(CHANGES)).isFalse();
  }

  @Test
  void oneWhoFailsRefuses() {
    handlers.addChanging(changes -> fail());
    assertThat(handlers.agreeTo(CHANGES)).isFalse();
  }

  @Test
  void everybodyIsToldEvenIfOneFails() {
    handlers.addChanged(changes -> fail());
    handlers.addChanged(called::add);
    handlers.tell(CHANGES);
    assertThat(called).containsExactly(CHANGES);
  }

  @Test
  void everybodyIsStoppedEvenIfOneFails() {
    handlers.addStopping(HandlersTest::fail);
    handlers.addStopping(() -> called.add("stopped"));
    handlers.stop();
    assertThat(called).containsExactly("stopped");
  }

  private static boolean fail() {
    throw new IllegalStateException("a handler that fails");
  }
}
