package weftline.controller;

import java.time.Duration;

/// What the watch remembers of one node: all that a heartbeat touches. Not safe for more than one
/// thread.
final class Watched {
  /// Even what has not changed is looked at again after this time: who knows what was forgotten.
  static final Duration TRUSTED = Duration.ofMinutes(1);

  private long heard;
  private boolean settled;
  private long digest;
  private int faultDomain;
  private long settledAt;

  /// When something was last heard in full, or decided about it, and how much is not decided yet.
  private long turn;

  private int open;

  Watched(long now) {
    heard = now;
  }

  void hear(long now) {
    heard = now;
  }

  /// When it was last heard.
  long heard() {
    return heard;
  }

  void begin(long newTurn) {
    settled = false;
    turn = newTurn;
    open++;
  }

  /// Answers whether nothing else was heard or decided since the turn began.
  boolean end(long ownTurn, long newTurn) {
    boolean undisturbed = turn == ownTurn;
    turn = newTurn;
    open--;
    return undisturbed && open == 0;
  }

  /// What it has said in full is known, and will be of no other use if it is said again.
  void settle(long newDigest, int newFaultDomain, long now) {
    settled = true;
    digest = newDigest;
    faultDomain = newFaultDomain;
    settledAt = now;
  }

  void unsettle() {
    settled = false;
  }

  /// Whether somebody of its fault domain says for it again what is known.
  boolean repeats(long saidDigest, int sayersDomain, long now) {
    return settled
        && digest == saidDigest
        && faultDomain == sayersDomain
        && now - settledAt < TRUSTED.toNanos();
  }
}
