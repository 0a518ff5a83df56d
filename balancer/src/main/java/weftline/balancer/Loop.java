package weftline.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that waits for many sockets. Everything registered with a loop is touched by its
/// thread alone; others hand it tasks.
final class Loop implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final Selector selector;
  private final LongSupplier nanos;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final NavigableSet<Timer> timers = new TreeSet<>(Timer.ORDER);
  private final Buffers buffers = new Buffers();
  private long timersMade;
  private volatile boolean closed;

  private Loop(Selector selector, LongSupplier nanos) {
    this.selector = selector;
    this.nanos = nanos;
  }

  /// @param nanos a clock that never goes back, such as [System#nanoTime]
  static Loop open(LongSupplier nanos) throws IOException {
    return new Loop(Selector.open(), nanos);
  }

  @Override
  public void run() {
    try (selector) {
      while (!closed) {
        selector.select(this::dispatch, untilNextTimer());
        runTasks();
        runTimers();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("waiting for sockets failed", e);
    }
  }

  /// Ends the loop and all that is registered with it.
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }

  /// Runs the task on the loop's thread. The only method that other threads may call.
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  Timer after(Duration delay, Runnable task) {
    Timer timer = new Timer(nanos.getAsLong() + delay.toNanos(), timersMade++, task);
    timers.add(timer);
    return timer;
  }

  void cancel(Timer timer) {
    timers.remove(timer);
  }

  SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
    return channel.register(selector, interest, ready);
  }

  Buffers buffers() {
    return buffers;
  }

  long now() {
    return nanos.getAsLong();
  }

  /// What one connection throws ends that connection and no other.
  private void dispatch(SelectionKey key) {
    Ready ready = (Ready) key.attachment();
    try {
      ready.ready(key);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a connection ended by a defect");
      Sockets.reset(key.channel());
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task);
    }
  }

  private void runTimers() {
    while (!timers.isEmpty() && timers.first().due() - nanos.getAsLong() <= 0) {
      run(timers.removeFirst().task());
    }
  }

  /// A defect in one task must not end all connections.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a task ended by a defect");
    }
  }

  /// In milliseconds; zero means for ever, as the selector has it.
  private long untilNextTimer() {
    if (timers.isEmpty()) {
      return 0;
    }
    return Math.max(1, (timers.first().due() - nanos.getAsLong()) / 1_000_000 + 1);
  }

  /// Called when a socket can do what it was registered for.
  @FunctionalInterface
  interface Ready {
    void ready(SelectionKey key);
  }

  /// Something to do later, unless it is cancelled.
  record Timer(long due, long sequence, Runnable task) {
    private static final Comparator<Timer> ORDER =
        Comparator.comparingLong(Timer::due).thenComparingLong(Timer::sequence);
  }
}
