package weftline.controller;

import java.util.List;

/// What one place in the replicated log holds.
sealed interface Proposal {
  /// What the primary has decided.
  record Batch(Entry entry) implements Proposal {}

  /// A controller has been elected; what stands before it is settled.
  record Elected(Peer by) implements Proposal {}

  /// Who belongs to the group from here on.
  ///
  /// @param changed the one who comes or goes
  /// @param mode what happens to it, in the consensus library's word
  record Members(List<Peer> members, List<Peer> voting, Peer changed, String mode)
      implements Proposal {
    public Members {
      members = List.copyOf(members);
      voting = List.copyOf(voting);
    }
  }
}
