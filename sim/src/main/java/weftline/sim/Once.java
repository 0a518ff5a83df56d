package weftline.sim;

import java.util.function.Consumer;

/// Of all ends that a call may have, the first one counts.
final class Once {
  private final Consumer<Runnable> turns;
  private boolean over;

  /// @param turns lets whoever called act, as soon as he does anything
  Once(Consumer<Runnable> turns) {
    this.turns = turns;
  }

  void run(Runnable end) {
    turns.accept(() -> {
      if (!over) {
        over = true;
        end.run();
      }
    });
  }
}
