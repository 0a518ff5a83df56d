package weftline.sim;

import java.time.Duration;

/// Where a controller keeps its ledger: outlives the runs of its program, fills up, slows down, and
/// lets them die before, in or after a write.
interface Shelf {
  /// The ledger, for one run of the program.
  ///
  /// @param death told when the program dies in a write
  MortalLedger open(Runnable death);

  /// Lets the program die at its next write.
  void dieAt(Death death);

  void fill(boolean nowFull);

  /// From now on what is written is durable only after this time.
  void slowDown(Duration newDelay);

  /// The newest checkpoint cannot be read any more; there is only what was before it, and the log.
  void damageCheckpoint();

  /// Whether it has a checkpoint that cannot be read.
  boolean isDamaged();

  /// Whether the program can begin with what there is.
  boolean isLegible();

  /// What runs here does nothing for a while, and then goes on as if no time had passed.
  void stall(Duration time);

  /// The next program that runs here is of the newest version.
  void upgrade();

  /// When, seen from an entry's way to disk.
  enum Death {
    NEVER,
    BEFORE,
    AFTER
  }
}
