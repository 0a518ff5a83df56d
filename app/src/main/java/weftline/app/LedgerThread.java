package weftline.app;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.controller.Sequencer;

/// The thread of a replicated ledger. Not a virtual one, for it waits for the disk.
final class LedgerThread implements Sequencer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerThread.class);

  private final Runnable broken;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("ledger").factory());

  /// @param broken told of a bug; the program should then end
  LedgerThread(Runnable broken) {
    this.broken = broken;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(guarded(task));
  }

  @Override
  public void after(Duration delay, Runnable task) {
    var _ = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.atError().setCause(e).log("a bug ends the program");
        broken.run();
      }
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
