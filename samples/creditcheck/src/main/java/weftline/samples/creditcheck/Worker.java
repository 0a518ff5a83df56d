package weftline.samples.creditcheck;

import com.azure.core.exception.AzureException;
import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes messages from a queue until it is told to stop. A message is deleted only when its work is
/// done; if we die before, it comes back and somebody else does the work, perhaps for a second
/// time.
final class Worker {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());
  private static final int BATCH_MAX = 16;

  /// How long nobody else sees a message that we work on.
  private static final Duration OURS = Duration.ofSeconds(10);

  /// After how long a message that was too early is looked at again.
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  private final QueueClient queue;
  private final Job job;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  Worker(QueueClient queue, Job job) {
    this.queue = queue;
    this.job = job;
  }

  void run() throws InterruptedException {
    Duration pause = PAUSE_MIN;
    while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      pause = workOnce() ? Duration.ZERO : longer(pause);
    }
    stopped.countDown();
  }

  /// Waits for the work in hand.
  void stop() {
    stopping.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns whether there was something to do.
  private boolean workOnce() {
    try {
      List<QueueMessageItem> messages =
          queue.receiveMessages(BATCH_MAX, OURS, null, Context.NONE).stream().toList();
      messages.forEach(this::work);
      return !messages.isEmpty();
    } catch (AzureException e) {
      LOG.log(Level.WARNING, "storage did not serve us; will try again", e);
      return false;
    }
  }

  private void work(QueueMessageItem message) {
    if (job.perform(message.getBody().toString())) {
      queue.deleteMessage(message.getMessageId(), message.getPopReceipt());
    } else {
      queue.updateMessage(
          message.getMessageId(), message.getPopReceipt(), message.getBody().toString(), LATER);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.plus(PAUSE_MIN).multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  /// What is to be done for an order.
  @FunctionalInterface
  interface Job {
    /// Does the work. Returns false if it is too early for it.
    boolean perform(String orderId);
  }
}
