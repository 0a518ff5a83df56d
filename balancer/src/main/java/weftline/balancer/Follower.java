package weftline.balancer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.BalancerReport;
import weftline.model.RoutingTable;

/// Keeps a balancer true to its controller: pulls the table, reports what is. While no controller
/// answers, the last table holds.
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /// How long the controller may keep a question for a newer table.
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

  /// How soon a change that the controller does not know of, such as a drained instance, is told.
  private static final Duration REPORT_PAUSE = Duration.ofMillis(250);

  private final Balancer balancer;
  private final ControllerLink link;
  private final Following following;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore news = new Semaphore(0);
  private final List<Thread> threads;
  private boolean reachable = true;

  private Follower(
      Balancer balancer, ControllerLink link, Following following, ThreadFactory threads) {
    this.balancer = balancer;
    this.link = link;
    this.following = following;
    this.threads = Stream.<Runnable>of(this::follow, this::report).map(threads::newThread).toList();
  }

  /// Forwards by the table that was kept, then follows the controller.
  ///
  /// @param kept where the last table is kept between runs
  public static Follower start(
      Balancer balancer, ControllerLink link, Path kept, ThreadFactory threads) throws IOException {
    var following = Following.begin(balancer::converge, new TableFile(kept));
    var follower = new Follower(balancer, link, following, threads);
    follower.threads.forEach(Thread::start);
    return follower;
  }

  /// Stops following; the balancer forwards on.
  @Override
  public void close() {
    closed.countDown();
    threads.forEach(Thread::interrupt);
  }

  private void follow() {
    while (!isClosed()) {
      try {
        // Whoever was not heard is asked without a wait: that he answers again is known at once.
        Duration wait = reachable ? WAIT : Duration.ZERO;
        Optional<RoutingTable> newer = link.routes(balancer.applied(), wait);
        answered();
        if (newer.isPresent()) {
          following.heard(newer.get());
          news.release();
        }
      } catch (IOException e) {
        unreachable(e);
        pause(RETRY_PAUSE);
      }
    }
  }

  private void report() {
    while (!isClosed()) {
      BalancerReport current = balancer.report();
      if (following.isDue(current)) {
        following.said(current, tell(current));
      }
      waitForNews();
    }
  }

  private boolean tell(BalancerReport report) {
    try {
      link.report(report);
      return true;
    } catch (IOException e) {
      // The other thread tells the operator; a report is made again in a moment anyway.
      return false;
    }
  }

  private void waitForNews() {
    try {
      if (news.tryAcquire(REPORT_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  private void pause(Duration time) {
    try {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void answered() {
    if (!reachable) {
      reachable = true;
      LOG.info("the controller answers again");
    }
  }

  private void unreachable(IOException cause) {
    if (reachable && !isClosed()) {
      reachable = false;
      LOG.atWarn()
          .addKeyValue("cause", cause.getMessage())
          .log("the controller does not answer, forwarding by the last table");
    }
  }
}
