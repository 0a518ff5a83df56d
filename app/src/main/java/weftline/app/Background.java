package weftline.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that goes on until the program ends, on a thread of its own.
final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Thread thread;

  private Background(Thread thread) {
    this.thread = thread;
  }

  /// @param broken told when the work ended by a bug; the program should then end, too
  static Background start(String name, Work work, Runnable broken) {
    return new Background(Thread.ofVirtual().name(name).start(() -> attempt(name, work, broken)));
  }

  /// The same on a thread of the system's, for work that may compute for long: virtual ones take
  /// turns on as few threads as there are cores, and all else would wait.
  static Background startComputing(String name, Work work, Runnable broken) {
    return new Background(
        Thread.ofPlatform().daemon().name(name).start(() -> attempt(name, work, broken)));
  }

  private static void attempt(String name, Work work, Runnable broken) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to stop
    } catch (RuntimeException | Error e) {
      LOG.atError().addKeyValue("work", name).setCause(e).log("a bug ends the program");
      broken.run();
    }
  }

  /// Work that is done again and again with a pause between.
  static Work every(Duration pause, Runnable step) {
    return () -> {
      Semaphore never = new Semaphore(0);
      while (!never.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        step.run();
      }
    };
  }

  /// Asks the work to end and waits until it has.
  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs all of the work at once and returns when all of it is done.
  static void together(List<Runnable> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      work.forEach(threads::execute);
    }
  }

  /// Goes on until it is interrupted.
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }
}
