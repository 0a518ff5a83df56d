package weftline.core;

import java.util.Set;
import weftline.core.Operation.Kind;

/// What a new change may do while others are under way: which ones it ends, because it leads
/// elsewhere, and which ones it lives with, because they end up where it leads. Anything else it
/// has to wait for. A change that never comes to its end must not be a dead end: each has one that
/// may overtake it.
record Overtaking(Set<Kind> ends, Set<Kind> joins) {
  /// Other settings or counts: the newest ones count. They may be what a deployment lacks to get
  /// well, or what lets it fit.
  static final Overtaking OF_CONFIGURATION =
      new Overtaking(Set.of(Kind.CONFIGURE, Kind.SCALE), Set.of(Kind.DEPLOY, Kind.ROLLBACK));

  /// One walk at a time; it replaces whatever is not ready without waiting.
  static final Overtaking OF_UPGRADE =
      new Overtaking(Set.of(Kind.DEPLOY, Kind.CONFIGURE, Kind.SCALE, Kind.ROLLBACK), Set.of());

  static final Overtaking OF_ROLLBACK =
      new Overtaking(Set.of(Kind.UPGRADE, Kind.WALK, Kind.CONFIGURE, Kind.SCALE), Set.of());

  boolean mustWaitFor(Kind running) {
    return !ends.contains(running) && !joins.contains(running);
  }

  /// What helps somebody who has to wait for a change that does not end.
  static String wayOut(Kind running) {
    return switch (running) {
      case DEPLOY, CONFIGURE, SCALE ->
          "wait for it, correct it by another configuration, scale or upgrade, or delete the"
              + " deployment";
      case UPGRADE, WALK -> "wait for it, roll it back, or delete the deployment";
      case ROLLBACK ->
          "wait for it, upgrade to a version that gets ready, or delete the deployment";
      case DELETE, SWAP, DRAIN, UNDRAIN -> "wait for it";
    };
  }
}
