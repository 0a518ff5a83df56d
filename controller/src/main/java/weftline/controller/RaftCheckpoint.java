package weftline.controller;

import io.microraft.model.log.SnapshotEntry;
import java.util.List;

/// A state of the fabric with its place in the replicated log.
record RaftCheckpoint(LetterHead.Spot at, Group group, SavedState state) {
  SnapshotEntry entry() {
    return Models.FACTORY
        .createSnapshotEntryBuilder()
        .setIndex(at.index())
        .setTerm(at.term())
        .setSnapshotChunks(List.of(Models.chunk(at, group, state)))
        .setGroupMembersView(group.view())
        .build();
  }
}
