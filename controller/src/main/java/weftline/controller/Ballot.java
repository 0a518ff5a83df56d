package weftline.controller;

import java.util.Optional;

/// What a controller must remember of elections, or it could vote twice in one.
///
/// @param began the group when this controller ran first
/// @param term the newest one it has heard of
/// @param vote whom it voted for in that term
/// @param store what this disk is called, so that another one can be told from it
record Ballot(
    Optional<Peer> self,
    boolean voting,
    Optional<Group> began,
    int term,
    Optional<Peer> vote,
    Optional<String> store) {
  static final Ballot BLANK =
      new Ballot(Optional.empty(), true, Optional.empty(), 0, Optional.empty(), Optional.empty());

  Ballot withSelf(Peer newSelf, boolean nowVoting) {
    return new Ballot(Optional.of(newSelf), nowVoting, began, term, vote, store);
  }

  Ballot withBegan(Group group) {
    return new Ballot(self, voting, Optional.of(group), term, vote, store);
  }

  Ballot withTerm(int newTerm, Optional<Peer> newVote) {
    return new Ballot(self, voting, began, newTerm, newVote, store);
  }

  Ballot withStore(String name) {
    return new Ballot(self, voting, began, term, vote, Optional.of(name));
  }

  /// Whether its controller has come as far as to take part.
  boolean isComplete() {
    return self.isPresent() && began.isPresent();
  }
}
