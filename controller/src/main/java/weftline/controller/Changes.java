package weftline.controller;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Lets threads wait for the next change of the state. Meant for virtual threads: many may wait.
final class Changes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the condition holds, or when the time is over.
  void await(BooleanSupplier wanted, Duration max) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = max.toNanos();
      while (!wanted.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
