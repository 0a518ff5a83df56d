package weftline.controller;

import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.RaftState;
import java.util.concurrent.TimeUnit;

/// Ends what the consensus library (0.7) forgets to end: a controller asked the others whether they
/// would vote for it, another one became primary meanwhile, and for as long as it believes that it
/// still asks, it never asks again, however long that primary is silent.
final class Canvass {
  private final RaftNodeImpl node;
  private final Pace pace;

  private Canvass(RaftNodeImpl node, Pace pace) {
    this.node = node;
    this.pace = pace;
  }

  static void watch(RaftNodeImpl node, Pace pace) {
    new Canvass(node, pace).again();
  }

  private void again() {
    pace.schedule(this::look, Pace.HEARTBEAT, TimeUnit.SECONDS);
  }

  private void look() {
    RaftState state = node.state();
    if (state.role() == RaftRole.FOLLOWER
        && state.leader() != null
        && state.preCandidateState() != null
        && node.isLeaderHeartbeatTimeoutElapsed()) {
      node.toFollower(state.term());
    }
    again();
  }
}
