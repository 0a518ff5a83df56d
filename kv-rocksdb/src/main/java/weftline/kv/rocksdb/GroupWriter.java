package weftline.kv.rocksdb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import weftline.kv.StoreException;

/// The only one who writes. Takes all commits that wait, judges their guards one after the other,
/// writes those that hold with one sync, and answers.
final class GroupWriter {
  /// A group takes no more than this many commits or bytes, so that nobody waits long for others.
  static final int GROUP_MAX = 4_096;

  static final long GROUP_BYTES_MAX = 8 << 20;

  private final Engine engine;
  private final Executor answers;
  private final int waitingMax;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Commit> waiting = new ArrayDeque<>();
  private boolean closed;

  private GroupWriter(Engine engine, Executor answers, int waitingMax, ThreadFactory threads) {
    this.engine = engine;
    this.answers = answers;
    this.waitingMax = waitingMax;
    this.thread = threads.newThread(this::run);
  }

  static GroupWriter start(Engine engine, Executor answers, int waitingMax, ThreadFactory threads) {
    GroupWriter writer = new GroupWriter(engine, answers, waitingMax, threads);
    writer.thread.start();
    return writer;
  }

  /// Never waits: a commit that finds too many before it fails.
  void add(Commit commit) {
    lock.lock();
    try {
      if (!closed && waiting.size() < waitingMax) {
        waiting.add(commit);
        changed.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    commit.answer().completeExceptionally(new StoreException(refusal()));
  }

  private String refusal() {
    return closed
        ? "The store is closed."
        : waitingMax + " commits wait for the disk already. Try again later.";
  }

  /// Ends when all that waits is written.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Commit> commits = next();
    while (!commits.isEmpty()) {
      writeOrBreak(commits);
      commits = next();
    }
  }

  private void writeOrBreak(List<Commit> commits) {
    try {
      write(commits);
    } catch (RuntimeException | Error e) {
      breakDown(commits, e);
      throw e;
    }
  }

  /// Waits for commits; empty when there will be none any more.
  private List<Commit> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Commit> group = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty() && group.size() < GROUP_MAX && bytes < GROUP_BYTES_MAX) {
        Commit commit = waiting.remove();
        bytes += commit.bytes();
        group.add(commit);
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Commit> commits) {
    try (Group group = new Group(engine)) {
      engine.recover();
      for (Commit commit : commits) {
        group.add(commit);
      }
      group.write();
      answers.execute(group::answer);
    } catch (StoreException e) {
      answers.execute(() -> fail(commits, e));
    }
  }

  private static void fail(List<Commit> commits, StoreException why) {
    commits.forEach(each -> each.answer().completeExceptionally(why));
  }

  /// A bug has ended the writer: nobody shall wait for it.
  private void breakDown(List<Commit> commits, Throwable bug) {
    List<Commit> all = new ArrayList<>(commits);
    lock.lock();
    try {
      closed = true;
      all.addAll(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    fail(all, new StoreException("The store's writer has ended by a bug.", bug));
  }
}
