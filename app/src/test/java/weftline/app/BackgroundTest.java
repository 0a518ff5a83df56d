package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Work beside the main thread.
class BackgroundTest {
  @Test
  void goesOnUntilItIsStopped() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    Background work =
        Background.start(
            "counting", Background.every(Duration.ofMillis(1), rounds::countDown), () -> {});
    rounds.await();
    work.stop();

    assertThat(rounds.getCount()).isZero();
  }

  @Test
  void tellsThatABugEndedIt() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Background.start(
        "breaking",
        () -> {
          throw new IllegalStateException("a bug");
        },
        told::countDown);

    told.await();
    assertThat(told.getCount()).isZero();
  }

  @Test
  void returnsWhenAllOfTheWorkIsDone() {
    AtomicInteger done = new AtomicInteger();
    Background.together(List.of(done::incrementAndGet, done::incrementAndGet));

    assertThat(done).hasValue(2);
  }
}
