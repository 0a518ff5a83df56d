package weftline.app.endtoend;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Orders one report after the other in the background, so that there are orders in flight when
/// something breaks.
final class LandlordsAtWork implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final Landlord landlord;
  private final CountDownLatch enough = new CountDownLatch(1);
  private final CountDownLatch warm = new CountDownLatch(5);
  private final Thread thread;

  private LandlordsAtWork(Landlord landlord) {
    this.landlord = landlord;
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /// Returns when the first orders are in.
  static LandlordsAtWork start(Landlord landlord) throws InterruptedException {
    var atWork = new LandlordsAtWork(landlord);
    atWork.thread.start();
    atWork.warm.await();
    return atWork;
  }

  @Override
  public void close() {
    enough.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      int number = 0;
      while (!enough.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        landlord.order("Tenant" + number++);
        warm.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
