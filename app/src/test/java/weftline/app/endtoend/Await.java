package weftline.app.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Asks again until the answer is there, but not for ever.
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /// @param what is missing if it never comes, for the failure's message
  static <T> T present(String what, Duration patience, Supplier<Optional<T>> question) {
    long begin = System.nanoTime();
    Optional<T> answer = question.get();
    while (answer.isEmpty()) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new AssertionError("waited %s in vain: %s".formatted(patience, what));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer.get();
  }

  static void until(String what, Duration patience, Supplier<Boolean> question) {
    present(what, patience, () -> question.get() ? Optional.of(true) : Optional.empty());
  }
}
