package weftline.controller;

import io.microraft.MembershipChangeMode;
import io.microraft.model.RaftModelFactory;
import io.microraft.model.groupop.UpdateRaftGroupMembersOp;
import io.microraft.model.impl.DefaultRaftModelFactory;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import java.util.List;

/// Between the consensus library's objects and ours.
final class Models {
  /// There is one group only; the library wants a name for it.
  static final Object GROUP = "fabric";

  static final RaftModelFactory FACTORY = new DefaultRaftModelFactory();

  private Models() {}

  /// The bytes of what a place in the log holds.
  static Payload payload(LogEntry entry) {
    return switch (entry.getOperation()) {
      case Payload payload -> payload;
      case UpdateRaftGroupMembersOp change ->
          Payload.of(
              new Proposal.Members(
                  Voter.peers(change.getMembers()),
                  Voter.peers(change.getVotingMembers()),
                  Voter.peer(change.getEndpoint()),
                  change.getMode().name()));
      case Object other -> throw new IllegalStateException("nothing of ours: " + other);
    };
  }

  /// Changes of the group are the library's own business; it must recognize them.
  static LogEntry entry(long index, int term, byte[] payload) {
    return FACTORY
        .createLogEntryBuilder()
        .setIndex(index)
        .setTerm(term)
        .setOperation(operation(Payload.of(payload)))
        .build();
  }

  /// A checkpoint is one chunk: it is put into bytes in one go, and only when they are needed.
  static SnapshotChunk chunk(LetterHead.Spot at, Group group, SavedState state) {
    return FACTORY
        .createSnapshotChunkBuilder()
        .setIndex(at.index())
        .setTerm(at.term())
        .setOperation(state)
        .setSnapshotChunkIndex(0)
        .setSnapshotChunkCount(1)
        .setGroupMembersView(group.view())
        .build();
  }

  @SuppressWarnings("unchecked") // the library says so in its documentation only
  static SavedState state(SnapshotEntry checkpoint) {
    List<SnapshotChunk> chunks = (List<SnapshotChunk>) checkpoint.getOperation();
    return (SavedState) chunks.getFirst().getOperation();
  }

  private static Object operation(Payload payload) {
    if (!(payload.read() instanceof Proposal.Members change)) {
      return payload;
    }
    return FACTORY
        .createUpdateRaftGroupMembersOpBuilder()
        .setMembers(Voter.all(change.members()))
        .setVotingMembers(Voter.all(change.voting()))
        .setEndpoint(new Voter(change.changed()))
        .setMode(MembershipChangeMode.valueOf(change.mode()))
        .build();
  }
}
