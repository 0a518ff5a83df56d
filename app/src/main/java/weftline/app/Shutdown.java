package weftline.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a program until the system asks it to end, and lets it close its parts before it does.
final class Shutdown {
  /// Longer than instances may take to end.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private Shutdown() {}

  /// Returns after the program has ended, by itself or because it was asked to.
  static void guard(Program program) throws IOException {
    Thread main = Thread.currentThread();
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean broken = new AtomicBoolean();
    Thread hook =
        Thread.ofPlatform()
            .unstarted(() -> {
              main.interrupt();
              awaitQuietly(closed);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try (Parts parts = new Parts()) {
      program.run(
          parts,
          () -> {
            broken.set(true);
            main.interrupt();
          });
    } catch (InterruptedException e) {
      if (broken.get()) {
        throw new IOException("A part of the program broke; its log says how.", e);
      }
      // Otherwise asked to stop, and all parts are closed.
    } finally {
      closed.countDown();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The system is ending the program, which is what the hook is for.
    }
  }

  private static void awaitQuietly(CountDownLatch closed) {
    try {
      if (!closed.await(CLOSING_MAX.toSeconds(), TimeUnit.SECONDS)) {
        LOG.error("the program does not come to its end and is ended as it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is run. Everything that it opens, it adds to the parts.
  @FunctionalInterface
  interface Program {
    void run(Parts parts, Runnable broken) throws IOException, InterruptedException;
  }
}
