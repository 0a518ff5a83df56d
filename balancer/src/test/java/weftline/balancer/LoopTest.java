package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tasks and timers, on a clock that the test moves.
@Timeout(30)
final class LoopTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> happened = new ArrayList<>();
  private Loop loop;
  private Thread thread;

  @BeforeEach
  void start() throws IOException {
    loop = Loop.open(nanos::get);
    thread = Thread.ofVirtual().start(loop);
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.close();
    thread.join();
  }

  @Test
  void tasksRunInOrderOnOneThread() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    loop.execute(() -> happened.add("first"));
    loop.execute(() -> threads.add(Thread.currentThread()));
    loop.execute(() -> happened.add("second"));

    settle();

    assertThat(happened).containsExactly("first", "second");
    assertThat(threads).containsExactly(thread);
  }

  @Test
  void timersRunWhenTheyAreDueAndInTheirOrder() throws InterruptedException {
    var last = new CountDownLatch(1);
    loop.execute(() -> {
      loop.after(Duration.ofSeconds(2), last::countDown);
      loop.after(Duration.ofSeconds(1), () -> happened.add("sooner"));
      loop.after(Duration.ofSeconds(1), () -> happened.add("as soon, asked later"));
      loop.after(Duration.ofSeconds(3), () -> happened.add("never"));
    });
    settle();

    passTime(Duration.ofSeconds(2));

    last.await();
    assertThat(happened).containsExactly("sooner", "as soon, asked later");
  }

  @Test
  void aDefectInOneTaskLeavesTheOthers() throws InterruptedException {
    loop.execute(() -> {
      throw new IllegalStateException("a defect");
    });
    loop.execute(() -> happened.add("next"));

    settle();

    assertThat(happened).containsExactly("next");
  }

  @Test
  void cancelledTimerDoesNotRun() throws InterruptedException {
    var last = new CountDownLatch(1);
    loop.execute(() -> {
      loop.after(Duration.ofSeconds(2), last::countDown);
      loop.cancel(loop.after(Duration.ofSeconds(1), () -> happened.add("cancelled")));
    });
    settle();

    passTime(Duration.ofSeconds(5));

    last.await();
    assertThat(happened).isEmpty();
  }

  /// Waits until the loop has done what it was given so far.
  private void settle() throws InterruptedException {
    var done = new CountDownLatch(1);
    loop.execute(done::countDown);
    done.await();
  }

  /// A loop that waits for a moment of its own clock is woken, for this clock jumps.
  private void passTime(Duration time) {
    nanos.addAndGet(time.toNanos());
    loop.execute(() -> {});
  }
}
