package weftline.controller;

import io.microraft.MembershipChangeMode;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.report.RaftGroupMembers;
import io.microraft.report.RaftNodeReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import weftline.core.FabricLevel;
import weftline.core.Keepers;

/// The group as the consensus library has it. One comes or goes at a time; one that comes reads
/// along first, so that it never holds up the others.
final class RaftMembership implements Membership {
  private static final int VOTING_MAX = 7;

  /// One that is no further behind has caught up; a commit or two are always on their way.
  private static final long BEHIND_MAX = 20;

  private final RaftNode node;
  private final RollCall rollCall;
  private final Supplier<Keepers> keepers;
  private final Function<Throwable, Exception> trouble;

  /// @param keepers what the ledger says of the controllers
  /// @param trouble says what a failure of the library means
  RaftMembership(
      RaftNode node,
      RollCall rollCall,
      Supplier<Keepers> keepers,
      Function<Throwable, Exception> trouble) {
    this.node = node;
    this.rollCall = rollCall;
    this.keepers = keepers;
    this.trouble = trouble;
  }

  @Override
  public List<Member> members() {
    RaftGroupMembers group = node.getCommittedMembers();
    Optional<RaftEndpoint> primary = Optional.ofNullable(node.getTerm().getLeaderEndpoint());
    return group.getMembers().stream()
        .map(member ->
            new Member(
                Voter.peer(member),
                role(member, group, primary),
                rollCall.of(Voter.peer(member).name())))
        .toList();
  }

  private static Role role(
      RaftEndpoint member, RaftGroupMembers group, Optional<RaftEndpoint> primary) {
    if (primary.filter(member::equals).isPresent()) {
      return Role.PRIMARY;
    }
    return group.getVotingMembers().contains(member) ? Role.SECONDARY : Role.JOINING;
  }

  @Override
  public CompletableFuture<Void> add(Peer peer) {
    Peer self = Voter.peer(node.getLocalEndpoint());
    if (!self.equals(rollCall.self())) {
      return refused(
          "The ledger knows this controller at %s, and it is at %s, where a new one would not look."
                  .formatted(self.address(), rollCall.self().address())
              + " End it, move it with `wfl controller rescue`, and start it again.");
    }
    RaftGroupMembers group = node.getCommittedMembers();
    if (group.getVotingMembers().size() >= VOTING_MAX) {
      return refused("There are %d controllers; more make nothing safer.".formatted(VOTING_MAX));
    }
    if (group.getMembers().stream()
        .anyMatch(member -> Voter.peer(member).name().equals(peer.name()))) {
      return refused("There is a controller %s already.".formatted(peer.name()));
    }
    if (keepers.get().store(peer.name()).isPresent()) {
      return refused("%s is just leaving; try again soon.".formatted(peer.name()));
    }
    if (node.getInitialMembers().getMembers().contains(new Voter(peer))) {
      return refused(
          "%s was in the group when it began, and might remember votes of then; give it another"
                  .formatted(peer)
              + " name.");
    }
    return change(new Voter(peer), MembershipChangeMode.ADD_LEARNER);
  }

  @Override
  public CompletableFuture<Void> remove(Peer peer) {
    return node.getCommittedMembers().getMembers().contains(new Voter(peer))
        ? change(new Voter(peer), MembershipChangeMode.REMOVE_MEMBER)
        : refused("There is no controller %s.".formatted(peer));
  }

  @Override
  public CompletableFuture<Void> promote() {
    RaftGroupMembers group = node.getCommittedMembers();
    Optional<RaftEndpoint> joining =
        group.getMembers().stream()
            .filter(member -> !group.getVotingMembers().contains(member))
            .filter(this::isKnown)
            .findFirst();
    return joining
        .map(member ->
            node.getReport()
                .thenCompose(report ->
                    hasCaughtUp(report.getResult(), member)
                        ? change(member, MembershipChangeMode.ADD_OR_PROMOTE_TO_FOLLOWER)
                        : CompletableFuture.<Void>completedFuture(null)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @Override
  public CompletableFuture<Void> handOver() {
    return node.getCommittedMembers().getVotingMembers().stream()
        .filter(member -> !member.equals(node.getLocalEndpoint()))
        .filter(this::canWrite)
        .findFirst()
        .map(member -> ended(node.transferLeadership(member)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private boolean canWrite(RaftEndpoint member) {
    String name = Voter.peer(member).name();
    return rollCall
        .of(name)
        .filter(Sighting::isRecent)
        .map(Sighting::postmark)
        .filter(mark -> !mark.full())
        .filter(mark ->
            keepers.get().store(name).filter(known -> !known.equals(mark.store())).isEmpty())
        .isPresent();
  }

  /// Whoever votes must be held to its disk.
  private boolean isKnown(RaftEndpoint member) {
    return keepers.get().level() < FabricLevel.SECOND.number()
        || keepers.get().store(Voter.peer(member).name()).isPresent();
  }

  private static boolean hasCaughtUp(RaftNodeReport report, RaftEndpoint member) {
    Map<RaftEndpoint, Long> read = report.getLog().getFollowerMatchIndices();
    long far = Optional.ofNullable(read.get(member)).orElse(0L);
    return far > 0 && far >= report.getLog().getCommitIndex() - BEHIND_MAX;
  }

  private CompletableFuture<Void> change(RaftEndpoint member, MembershipChangeMode mode) {
    return ended(node.changeMembership(member, mode, node.getCommittedMembers().getLogIndex()));
  }

  private CompletableFuture<Void> ended(CompletableFuture<?> change) {
    return change
        .handle((_, failure) -> Optional.ofNullable(failure))
        .thenCompose(failure ->
            failure
                .map(each -> CompletableFuture.<Void>failedFuture(trouble.apply(each)))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
  }

  private static CompletableFuture<Void> refused(String why) {
    return CompletableFuture.failedFuture(new IOException(why));
  }
}
