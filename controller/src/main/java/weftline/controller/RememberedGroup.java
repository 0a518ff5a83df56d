package weftline.controller;

import io.microraft.RaftEndpoint;
import io.microraft.model.groupop.UpdateRaftGroupMembersOp;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The group as a controller's disk remembers it, to be compared with how its program was started:
/// letters go where the ledger says, whatever a program believes.
record RememberedGroup(Peer self, List<Peer> members) {
  RememberedGroup {
    members = List.copyOf(members);
  }

  static RememberedGroup of(RestoredRaftState restored) {
    Collection<Peer> members =
        newestChange(restored)
            .map(change -> Voter.peers(change.getMembers()))
            .orElseGet(() -> Voter.peers(checkpointed(restored)));
    return new RememberedGroup(
        Voter.peer(restored.getLocalEndpointPersistentState().getLocalEndpoint()),
        List.copyOf(members));
  }

  private static Optional<UpdateRaftGroupMembersOp> newestChange(RestoredRaftState restored) {
    Optional<UpdateRaftGroupMembersOp> newest = Optional.empty();
    for (LogEntry place : restored.getLogEntries()) {
      if (place.getOperation() instanceof UpdateRaftGroupMembersOp change) {
        newest = Optional.of(change);
      }
    }
    return newest;
  }

  private static Collection<RaftEndpoint> checkpointed(RestoredRaftState restored) {
    return Optional.ofNullable(restored.getSnapshotEntry())
        .filter(checkpoint -> checkpoint.getIndex() > 0)
        .map(SnapshotEntry::getGroupMembersView)
        .orElse(restored.getInitialGroupMembers())
        .getMembers();
  }

  /// One that is alone may be anywhere: nobody looks for it.
  void requireSame(Peer started, List<Peer> peers) throws IOException {
    if (members.size() > 1 && !started.equals(self)) {
      throw new IOException(
          "The controllers know %s at %s, and this one is %s. Start it at its old address; or take"
                  .formatted(self.name(), self.address(), started)
              + " it out with `wfl controllers remove %s`, and let it in under another name."
                  .formatted(self.name()));
    }
    for (Peer peer : peers) {
      Optional<Peer> moved =
          members.stream()
              .filter(member -> member.name().equals(peer.name()) && !member.equals(peer))
              .filter(_ -> members.size() > 1)
              .findFirst();
      if (moved.isPresent()) {
        throw new IOException(
            "--peers says %s, and the ledger knows it at %s. Name the address that it has; to"
                    .formatted(peer, moved.get().address())
                + " move it, take it out and let it in under another name.");
      }
    }
  }
}
