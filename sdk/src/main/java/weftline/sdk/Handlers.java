package weftline.sdk;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a role wants to be called for. A handler that fails keeps neither the others from being
/// called nor the role from hearing more.
final class Handlers {
  private static final System.Logger LOG = System.getLogger(RoleEnvironment.class.getName());

  private final List<Predicate<List<Change>>> changing = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<Change>>> changed = new CopyOnWriteArrayList<>();
  private final List<Runnable> stopping = new CopyOnWriteArrayList<>();

  void addChanging(Predicate<List<Change>> handler) {
    changing.add(handler);
  }

  void addChanged(Consumer<List<Change>> handler) {
    changed.add(handler);
  }

  void addStopping(Runnable handler) {
    stopping.add(handler);
  }

  /// Whether everybody agrees to the changes. Who fails does not.
  boolean agreeTo(List<Change> changes) {
    return changing.stream().allMatch(handler -> succeeds(() -> handler.test(changes)));
  }

  void tell(List<Change> changes) {
    for (Consumer<List<Change>> handler : changed) {
      succeeds(() -> {
        handler.accept(changes);
        return true;
      });
    }
  }

  void stop() {
    for (Runnable handler : stopping) {
      succeeds(() -> {
        handler.run();
        return true;
      });
    }
  }

  private static boolean succeeds(Call call) {
    try {
      return call.answer();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A handler of the role environment failed", e);
      return false;
    }
  }

  /// One call of one handler.
  @FunctionalInterface
  private interface Call {
    boolean answer();
  }
}
