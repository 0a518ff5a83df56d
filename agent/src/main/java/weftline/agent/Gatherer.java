package weftline.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.NodeId;
import weftline.model.NodeReport;
import weftline.model.RackAnswer;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// Speaks for the nodes that fail together with its own: passes their news on at once, and that
/// they are well whenever its own node reports. One delivery is on its way at a time; what is heard
/// meanwhile makes the next.
public final class Gatherer {
  private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

  private final NodeId self;
  private final Uplink uplink;
  private final Map<NodeId, Member> members = new TreeMap<>();
  private Optional<String> address = Optional.empty();
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private Optional<CompletableFuture<Void>> next = Optional.empty();

  Gatherer(NodeId self, Uplink uplink) {
    this.self = self;
    this.uplink = uplink;
  }

  /// What became of what a node has said.
  public enum Outcome {
    /// The controller has it, or has had the last one and will have this soon.
    KNOWN,
    /// The controller does not know the node, which must join.
    UNKNOWN,
    /// The controller could not be told.
    FAILED
  }

  /// Where neighbours turn to.
  synchronized void at(String newAddress) {
    address = Optional.of(newAddress);
  }

  /// A neighbour has reported. Waits for the controller if there is news.
  public Outcome hear(NodeReport report, long digest) {
    if (note(report, digest)) {
      deliver();
    }
    return outcome(report.node());
  }

  /// Its own node has reported: everything that has been heard is passed on.
  Outcome hearSelf(NodeReport report, long digest) {
    note(report, digest);
    deliver();
    return outcome(self);
  }

  /// @return whether it should be passed on at once
  private synchronized boolean note(NodeReport report, long digest) {
    if (members.size() >= RackReport.NODES_MAX && !members.containsKey(report.node())) {
      return false; // and its outcome is that it failed
    }
    Member member =
        members.computeIfAbsent(report.node(), _ -> new Member(new Digested(digest, report)));
    member.say(report, digest);
    return member.isUrgent();
  }

  private synchronized Outcome outcome(NodeId node) {
    return Optional.ofNullable(members.get(node)).map(Member::outcome).orElse(Outcome.FAILED);
  }

  /// Returns when everything that was heard before the call has been delivered, or could not be.
  private void deliver() {
    CompletableFuture<Void> before;
    CompletableFuture<Void> mine;
    boolean leads;
    synchronized (this) {
      before = underWay;
      leads = next.isEmpty();
      mine = next.orElseGet(CompletableFuture::new);
      next = Optional.of(mine);
    }
    if (!leads) {
      mine.join();
      return;
    }
    before.join();
    try {
      send(take(mine));
    } finally {
      mine.complete(null);
    }
  }

  /// What is to be said, and what of it in full.
  private record Load(Optional<String> address, List<Digested> repeated, List<Digested> full) {
    RackReport report() {
      return RackReport.of(address, repeated, full);
    }
  }

  private synchronized Load take(CompletableFuture<Void> delivery) {
    underWay = delivery;
    next = Optional.empty();
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

  private void send(Load load) {
    try {
      List<Digested> again = settle(load, uplink.reportAll(self, load.report()));
      if (!again.isEmpty()) {
        Load rest = new Load(load.address(), List.of(), again);
        settle(rest, uplink.reportAll(self, rest.report()));
      }
    } catch (IOException e) {
      LOG.debug("Node {} cannot report for its neighbours: {}", self, e.getMessage());
      fail(load);
    }
  }

  /// @return what has to be said in full, and was not
  private synchronized List<Digested> settle(Load load, RackAnswer answer) {
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
    return again;
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

  private synchronized void fail(Load load) {
    for (NodeId node : load.report().nodes()) {
      Optional.ofNullable(members.get(node)).ifPresent(one -> one.lost(Outcome.FAILED));
    }
  }
}
