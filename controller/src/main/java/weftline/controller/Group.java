package weftline.controller;

import io.microraft.model.log.RaftGroupMembersView;
import java.util.List;

/// Who belongs to the group of controllers, as of one place in the log.
///
/// @param voting those whose word counts for a majority
record Group(long index, List<Peer> members, List<Peer> voting) {
  Group {
    members = List.copyOf(members);
    voting = List.copyOf(voting);
  }

  static Group of(RaftGroupMembersView view) {
    return new Group(
        view.getLogIndex(), Voter.peers(view.getMembers()), Voter.peers(view.getVotingMembers()));
  }

  RaftGroupMembersView view() {
    return Models.FACTORY
        .createRaftGroupMembersViewBuilder()
        .setLogIndex(index)
        .setMembers(Voter.all(members))
        .setVotingMembers(Voter.all(voting))
        .build();
  }
}
