package weftline.core;

import java.time.Instant;
import java.util.Optional;

/// An upgrade or rollback under way through the update domains. How far it is, the instances show.
///
/// @param allowed how many further domains somebody has let a manual walk begin
/// @param domain the update domain begun last; empty before the first
/// @param autoRollback whether it goes back by itself where others pause
/// @param crashes how often the new version has failed, since the walk began or went on
/// @param paused why it waits for a word, though it is not manual
/// @param since when the domain was begun; empty if nobody knows, or somebody has let it go on
public record Walk(
    UpgradeMode mode,
    int allowed,
    Optional<Integer> domain,
    boolean rollback,
    boolean autoRollback,
    int crashes,
    Optional<String> paused,
    Optional<Instant> since) {
  private static final int CRASHES_MAX = 3;

  /// One crash for so many instances is not many.
  private static final int INSTANCES_PER_CRASH = 20;

  static Walk forward(UpgradeMode mode, boolean autoRollback) {
    return new Walk(
        mode, 0, Optional.empty(), false, autoRollback, 0, Optional.empty(), Optional.empty());
  }

  static Walk back() {
    return new Walk(
        UpgradeMode.AUTO, 0, Optional.empty(), true, false, 0, Optional.empty(), Optional.empty());
  }

  boolean mayBegin() {
    return paused.isEmpty() && (mode == UpgradeMode.AUTO || allowed > 0);
  }

  /// Whether it waits for people, now and then or now.
  boolean takesWords() {
    return mode == UpgradeMode.MANUAL || paused.isPresent();
  }

  /// Whether the new version crashes more often than a walk may go on with. The way back is the way
  /// out, and goes on whatever crashes.
  boolean isFailing(int instances) {
    return mayBeStopped() && crashes >= Math.max(CRASHES_MAX, instances / INSTANCES_PER_CRASH);
  }

  /// The way back is the way out, and goes on whatever happens.
  boolean mayBeStopped() {
    return !rollback && paused.isEmpty();
  }

  /// Whether its domain was begun longer ago than this, and it may be stopped for that.
  boolean isLate(Instant limit) {
    return mayBeStopped() && since.filter(limit::isAfter).isPresent();
  }

  Walk withOneMore() {
    int more = mode == UpgradeMode.MANUAL ? allowed + 1 : allowed;
    return new Walk(
        mode, more, domain, rollback, autoRollback, 0, Optional.empty(), Optional.empty());
  }

  Walk begun(int newDomain, Optional<Instant> at) {
    return new Walk(
        mode,
        Math.max(0, allowed - 1),
        Optional.of(newDomain),
        rollback,
        autoRollback,
        crashes,
        paused,
        at);
  }

  Walk crashed() {
    return new Walk(mode, allowed, domain, rollback, autoRollback, crashes + 1, paused, since);
  }

  Walk paused(String reason) {
    return new Walk(
        mode, allowed, domain, rollback, autoRollback, crashes, Optional.of(reason), since);
  }
}
