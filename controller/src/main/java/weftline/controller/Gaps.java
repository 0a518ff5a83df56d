package weftline.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How far apart the words of the others have come lately. On machines that are busy they come late
/// without anybody being lost, and whoever waits for one had better wait longer.
final class Gaps {
  private static final long LATELY_NANOS = Duration.ofSeconds(10).toNanos();

  /// Patience is this much more than the longest gap.
  private static final int MARGIN = 2;

  /// And at most so many times the usual one: then it is worth trying another primary.
  private static final int PATIENCE_MAX = 4;

  private final long usualNanos;
  private final Map<Peer, Word> last = new HashMap<>();
  private long longest;
  private long longestBefore;
  private long began;

  /// @param usual the patience where nothing comes late
  Gaps(Duration usual) {
    this.usualNanos = usual.toNanos();
  }

  /// One of those words that are said again and again has come. Between the words of two terms
  /// there was an election, and no gap.
  synchronized void heard(Peer sender, int term, long now) {
    Word word = new Word(term, now);
    Word before = last.put(sender, word);
    if (before != null && before.term() == term) {
      forgetOld(now);
      longest = Math.max(longest, now - before.at());
    }
  }

  /// How long nothing may be heard at present, as a multiple of the usual.
  synchronized double patience(long now) {
    forgetOld(now);
    double wanted = (double) MARGIN * Math.max(longest, longestBefore) / usualNanos;
    return Math.clamp(wanted, 1, PATIENCE_MAX);
  }

  private void forgetOld(long now) {
    if (now - began > LATELY_NANOS) {
      longestBefore = now - began > 2 * LATELY_NANOS ? 0 : longest;
      longest = 0;
      began = now;
    }
  }

  /// In which term one was heard last, and when.
  private record Word(int term, long at) {}
}
