package weftline.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.core.Attention;
import weftline.core.Command;
import weftline.core.Decision;
import weftline.core.Node;
import weftline.core.State;
import weftline.model.NodeId;
import weftline.model.RackReport;
import weftline.model.RackReport.Digested;

/// Who has been heard from when, and who would only repeat himself. Memory only: a new primary
/// gives every node a full grace from its first look on, and so does one that was itself asleep.
/// Measures on a clock that nobody can set.
public final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

  /// A node is late when it has been silent for all but this part of the grace.
  private static final int LATE = 4;

  private final Controller controller;
  private final long graceNanos;
  private final LongSupplier monotonicNanos;
  private final Map<NodeId, Watched> watched = new HashMap<>();

  /// The state when somebody was last heard.
  private State seen = State.EMPTY;

  private long turns;
  private long lastLook;
  private long term;
  private boolean awake;

  /// @param grace how long a node may be silent
  public NodeWatch(Controller controller, Duration grace, LongSupplier monotonicNanos) {
    this.controller = controller;
    this.graceNanos = grace.toNanos();
    this.monotonicNanos = monotonicNanos;
  }

  /// The node has just been heard from.
  public synchronized void heard(NodeId node) {
    long now = monotonicNanos.getAsLong();
    watched.computeIfAbsent(node, _ -> new Watched(now)).hear(now);
  }

  /// The node begins anew: whatever it has said before is forgotten.
  public synchronized void joined(NodeId node) {
    watched.put(node, new Watched(monotonicNanos.getAsLong()));
  }

  /// A node has reported. If it is watched, it is there, though what it says may still have to wait
  /// for the disk. From what turns out to be no news nothing follows if it is said again, unless
  /// something else is said or decided meanwhile.
  ///
  /// @param against the state that it is compared with, or an older one
  public CompletableFuture<Decision> hear(
      Digested said, State against, Supplier<CompletableFuture<Decision>> decide) {
    Hearing hearing = begin(said, against);
    return decide
        .get()
        .whenComplete((decision, trouble) -> {
          if (trouble == null) {
            end(hearing, decision);
          } else {
            abandon(hearing);
          }
        });
  }

  /// A report between its arrival and what is decided about it.
  private record Hearing(Digested said, State against, Watched by, long turn) {
    NodeId node() {
      return said.node();
    }
  }

  private synchronized Hearing begin(Digested said, State against) {
    long now = monotonicNanos.getAsLong();
    Watched by = Optional.ofNullable(watched.get(said.node())).orElseGet(() -> new Watched(now));
    by.hear(now);
    by.begin(++turns);
    return new Hearing(said, against, by, turns);
  }

  private synchronized void end(Hearing hearing, Decision decision) {
    boolean undisturbed = hearing.by().end(hearing.turn(), ++turns);
    if (decision instanceof Decision.Accepted(var events)) {
      heard(hearing.node());
      if (undisturbed && events.isEmpty()) {
        settle(hearing);
      }
    }
  }

  private synchronized void abandon(Hearing hearing) {
    hearing.by().end(hearing.turn(), ++turns);
  }

  private void settle(Hearing hearing) {
    payAttention();
    NodeId node = hearing.node();
    if (term == controller.terms() && !Attention.drawn(hearing.against(), seen).contains(node)) {
      hearing
          .against()
          .nodes()
          .get(node)
          .filter(_ -> isUp(node))
          .ifPresent(member ->
              hearing
                  .by()
                  .settle(
                      hearing.said().digest(), member.faultDomain(), monotonicNanos.getAsLong()));
    }
  }

  /// One that is silent, as far as is known, has to be heard of once more.
  private boolean isUp(NodeId node) {
    return seen.nodes().get(node).filter(Node::isUp).isPresent();
  }

  /// Somebody of this fault domain says that these nodes say what they have said before. They are
  /// there, then, though perhaps nobody here knows what that was.
  ///
  /// @return those that have to say it in full
  public synchronized List<NodeId> heardAgain(int faultDomain, RackReport rack) {
    long now = monotonicNanos.getAsLong();
    payAttention();
    boolean mayKnow = term == controller.terms();
    List<NodeId> wanted = new ArrayList<>();
    Watched nobody = new Watched(now);
    for (int i = 0; i < rack.unchanged().size(); i++) {
      NodeId node = rack.unchanged().get(i);
      Watched known = watched.getOrDefault(node, nobody);
      if (mayKnow && known.repeats(rack.digests().get(i), faultDomain, now)) {
        known.hear(now);
      } else {
        wanted.add(node);
        seen.nodes()
            .get(node)
            .filter(member -> member.faultDomain() == faultDomain)
            .ifPresent(_ -> known.hear(now));
      }
    }
    return wanted;
  }

  /// Forgets what may count for something since the fabric has changed.
  private void payAttention() {
    State now = controller.state();
    for (NodeId node : Attention.drawn(seen, now)) {
      Optional.ofNullable(watched.get(node)).ifPresent(Watched::unsettle);
    }
    seen = now;
  }

  /// To be called several times per grace: says which nodes have been silent for too long, all of
  /// them in one command.
  public synchronized void runOnce() {
    if (!(controller.standing() instanceof Standing.Primary)) {
      awake = false; // they report to somebody else
      return;
    }
    long now = monotonicNanos.getAsLong();
    if (term != controller.terms()) {
      awake = false; // perhaps they reported to somebody else in between
    }
    if (!awake) {
      begin(now);
    }
    if (!awake || now - lastLook > graceNanos / 2 || controller.obstacle().isPresent()) {
      watched.values().forEach(one -> one.hear(now)); // we slept; their reports may lie unread
    }
    awake = true;
    lastLook = now;
    long longest = longestSilence(now);
    if (longest > graceNanos && !mayBeMore(now, longest)) {
      lose(takeSilent(now), now);
    }
  }

  private void begin(long now) {
    term = controller.terms();
    watched.clear();
    seen = controller.state();
    for (Node node : seen.nodes().values()) {
      if (node.isUp()) {
        watched.put(node.id(), new Watched(now));
      }
    }
  }

  private long longestSilence(long now) {
    return watched.values().stream().mapToLong(one -> now - one.heard()).max().orElse(0);
  }

  /// Nodes that went together are seen to be silent one after the other. To judge them together,
  /// those that are late already are waited for, though not for long.
  private boolean mayBeMore(long now, long longest) {
    return longest <= graceNanos + graceNanos / LATE
        && watched.values().stream()
            .mapToLong(one -> now - one.heard())
            .anyMatch(silence -> silence <= graceNanos && silence > graceNanos - graceNanos / LATE);
  }

  /// Lets go of the nodes that are overdue; the one silent for longest comes first.
  private List<NodeId> takeSilent(long now) {
    List<NodeId> silent =
        watched.entrySet().stream()
            .filter(entry -> now - entry.getValue().heard() > graceNanos)
            .sorted(
                Comparator.<Map.Entry<NodeId, Watched>>comparingLong(
                        entry -> entry.getValue().heard())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(watched::remove);
    return silent;
  }

  private void lose(List<NodeId> silent, long now) {
    LOG.atWarn()
        .addKeyValue("nodes", silent.size())
        .addKeyValue("first", silent.getFirst())
        .log("nodes are silent");
    var _ =
        controller
            .submit(at -> new Command.LoseNodes(at, silent))
            .whenComplete((_, trouble) -> judged(silent, trouble == null, now));
  }

  /// What could not be written down, and who may be away for a while, is tried again after another
  /// grace. Who has reported meanwhile was not silent yet for those who compared.
  private synchronized void judged(List<NodeId> silent, boolean written, long now) {
    State state = controller.state();
    for (NodeId node : silent) {
      boolean isUp = state.nodes().get(node).filter(Node::isUp).isPresent();
      if (!written || isUp) {
        watched.putIfAbsent(node, new Watched(now));
      }
      Optional.ofNullable(watched.get(node)).ifPresent(Watched::unsettle);
    }
  }
}
