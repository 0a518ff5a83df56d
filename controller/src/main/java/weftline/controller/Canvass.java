package weftline.controller;

import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.RaftState;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Ends what the consensus library (0.7) forgets to end. A controller asked the others whether they
/// would vote for it, another one became primary meanwhile, and for as long as it believes that it
/// still asks, it never asks again, however long that primary is silent. Or it was elected, its
/// disk was full, and so it could not write down that it was: it would lead and decide nothing for
/// ever.
final class Canvass {
  private final RaftNodeImpl node;
  private final Pace pace;
  private final BooleanSupplier hasRoom;

  private Canvass(RaftNodeImpl node, Pace pace, BooleanSupplier hasRoom) {
    this.node = node;
    this.pace = pace;
    this.hasRoom = hasRoom;
  }

  /// @param hasRoom whether the disk takes anything now
  static void watch(RaftNodeImpl node, Pace pace, BooleanSupplier hasRoom) {
    new Canvass(node, pace, hasRoom).again();
  }

  private void again() {
    pace.schedule(this::look, Pace.HEARTBEAT, TimeUnit.SECONDS);
  }

  private void look() {
    RaftState state = node.state();
    if (asksInVain(state) || leadsInVain(state)) {
      node.toFollower(state.term());
    }
    again();
  }

  private boolean asksInVain(RaftState state) {
    return state.role() == RaftRole.FOLLOWER
        && state.leader() != null
        && state.preCandidateState() != null
        && node.isLeaderHeartbeatTimeoutElapsed();
  }

  /// The next election is another chance, now that there is room.
  private boolean leadsInVain(RaftState state) {
    return state.role() == RaftRole.LEADER
        && state.log().lastLogOrSnapshotTerm() < state.term()
        && hasRoom.getAsBoolean();
  }
}
