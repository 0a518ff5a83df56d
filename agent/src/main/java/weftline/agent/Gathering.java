package weftline.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weftline.agent.Gatherer.Outcome;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// Knows what an aggregator's neighbours have said, and decides what of it is passed on: when, and
/// whether in short or in full. Brings nothing anywhere; that is up to a [Gatherer].
public final class Gathering {
  private final Map<NodeId, Member> members = new TreeMap<>();
  private Optional<String> address = Optional.empty();

  /// Where neighbours turn to.
  public synchronized void at(String newAddress) {
    address = Optional.of(newAddress);
  }

  /// A node has reported.
  ///
  /// @return whether it should be passed on at once
  public synchronized boolean note(NodeReport report, long digest) {
    if (members.size() >= RackReport.NODES_MAX && !members.containsKey(report.node())) {
      return false; // and its outcome is that it failed
    }
    Member member =
        members.computeIfAbsent(report.node(), _ -> new Member(new Digested(digest, report)));
    member.say(report, digest);
    return member.isUrgent();
  }

  /// What became of what a node has said.
  public synchronized Outcome outcome(NodeId node) {
    return Optional.ofNullable(members.get(node)).map(Member::outcome).orElse(Outcome.FAILED);
  }

  /// All that waits to be passed on. Who has not said anything since the last time is not spoken
  /// for.
  public synchronized Load take() {
    List<Digested> repeated = new ArrayList<>();
    List<Digested> full = new ArrayList<>();
    members.values().removeIf(member -> !member.isWaiting() && member.passedOver());
    for (Member member : members.values()) {
      if (member.isWaiting()) {
        (member.isRepeating() ? repeated : full).add(member.said());
        member.taken();
      }
    }
    return new Load(address, repeated, full);
  }

  /// The controller has answered.
  ///
  /// @return what has to be said in full, and was not
  public synchronized Optional<Load> settle(Load load, RackAnswer answer) {
    Set<NodeId> unknown = new HashSet<>(answer.unknown());
    Set<NodeId> wanted = new HashSet<>(answer.wanted());
    List<Digested> again = new ArrayList<>();
    for (Digested sent : load.repeated()) {
      if (wanted.contains(sent.node())) {
        again.add(sent);
      } else {
        settle(sent, unknown, wanted);
      }
    }
    load.full().forEach(sent -> settle(sent, unknown, wanted));
    return again.isEmpty()
        ? Optional.empty()
        : Optional.of(new Load(load.address(), List.of(), again));
  }

  private void settle(Digested sent, Set<NodeId> unknown, Set<NodeId> wanted) {
    NodeId node = sent.node();
    Optional<Member> member = Optional.ofNullable(members.get(node));
    if (unknown.contains(node)) {
      member.ifPresent(one -> one.lost(Outcome.UNKNOWN));
    } else {
      member.ifPresent(one -> one.delivered(sent, wanted.contains(node)));
    }
  }

  /// The controller could not be told.
  public synchronized void fail(Load load) {
    for (NodeId node : load.report().nodes()) {
      Optional.ofNullable(members.get(node)).ifPresent(one -> one.lost(Outcome.FAILED));
    }
  }

  /// What is to be said.
  ///
  /// @param repeated what the controller has been told before
  public record Load(Optional<String> address, List<Digested> repeated, List<Digested> full) {
    public Load {
      repeated = List.copyOf(repeated);
      full = List.copyOf(full);
    }

    /// As it is sent.
    public RackReport report() {
      return RackReport.of(address, repeated, full);
    }
  }
}
