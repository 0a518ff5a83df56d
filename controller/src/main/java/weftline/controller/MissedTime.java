package weftline.controller;

import java.util.concurrent.atomic.AtomicLong;

/// For how long this controller could not do what was due, and so could not hear the others either:
/// its machine was too busy, its disk took long, or it was asleep. To take that for their silence
/// would cost a fabric its primary whenever much is going on.
///
/// Timers are noted on one thread; the time may be asked for on any.
final class MissedTime {
  private final AtomicLong missed = new AtomicLong();
  private long countedUntil = Long.MIN_VALUE;

  /// A timer has come late. No moment counts twice, however many timers were due.
  void late(long due, long now) {
    long from = Math.max(due, countedUntil);
    if (now > from) {
      missed.addAndGet(now - from);
      countedUntil = now;
    }
  }

  /// What has passed without it.
  long since(long now) {
    return now - missed.get();
  }
}
