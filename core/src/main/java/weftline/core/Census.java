package weftline.core;

import java.time.Instant;
import java.util.Optional;
import weftline.model.NodeId;

/// How many nodes there are in which condition, by fault domain, and which of them want attention;
/// never written down.
///
/// @param up how many are heard from
/// @param silent how many are not, and are not given up yet
/// @param upIn nodes that are heard from, by fault domain
/// @param silentIn those that are silent, by fault domain
/// @param suspicions nodes whose suspicion ends by itself, the first to end first
/// @param untested nodes that wait to be told to test themselves
/// @param containers what stands in each container
/// @param faultyIn containers with faulty nodes
/// @param systems their operating systems
record Census(
    int up,
    int silent,
    PMap<Integer, Integer> upIn,
    PMap<Integer, PSet<NodeId>> silentIn,
    PSet<Suspicion> suspicions,
    PSet<NodeId> untested,
    PMap<String, Stock> containers,
    PSet<String> faultyIn,
    Systems systems) {
  static final Census EMPTY =
      new Census(
          0,
          0,
          PMap.empty(),
          PMap.empty(),
          PSet.empty(),
          PSet.empty(),
          PMap.empty(),
          PSet.empty(),
          Systems.NONE);

  /// A place in the list of nodes under suspicion.
  record Suspicion(Instant until, NodeId node) implements Comparable<Suspicion> {
    @Override
    public int compareTo(Suspicion other) {
      int byTime = until.compareTo(other.until);
      return byTime != 0 ? byTime : node.compareTo(other.node);
    }
  }

  /// What stands in one container.
  ///
  /// @param offline nodes that are taken out and not lost
  record Stock(PSet<NodeId> nodes, PSet<NodeId> faulty, PSet<NodeId> offline) {
    static final Stock NONE = new Stock(PSet.empty(), PSet.empty(), PSet.empty());

    private Stock with(Node node, boolean member) {
      Condition condition = node.condition();
      return new Stock(
          nodes.with(node.id(), member),
          faulty.with(node.id(), member && condition == Condition.FAULTY),
          offline.with(node.id(), member && condition == Condition.OFFLINE && !node.isLost()));
    }
  }

  Stock in(String container) {
    return containers.get(container).orElse(Stock.NONE);
  }

  int all() {
    return up + silent;
  }

  PSet<NodeId> silentIn(int faultDomain) {
    return silentIn.get(faultDomain).orElse(PSet.empty());
  }

  Census replace(Optional<Node> before, Node now) {
    Census without = before.map(node -> count(node, false)).orElse(this);
    return without.count(now, true);
  }

  Census without(Node gone) {
    return count(gone, false);
  }

  private Census count(Node node, boolean member) {
    int one = member ? 1 : -1;
    int domain = node.faultDomain();
    boolean isUp = node.presence() == Node.Presence.UP;
    boolean isSilent = node.presence() == Node.Presence.SILENT;
    String container = node.container();
    Stock stock = in(container).with(node, member);
    return new Census(
        isUp ? up + one : up,
        isSilent ? silent + one : silent,
        isUp ? counted(domain, one) : upIn,
        isSilent ? listed(domain, node.id(), member) : silentIn,
        suspected(node, member),
        untested.with(node.id(), member && isUp && node.fit().isUntested()),
        stock.nodes().isEmpty() ? containers.without(container) : containers.with(container, stock),
        faultyIn.with(container, !stock.faulty().isEmpty()),
        systems.with(node, member));
  }

  private PMap<Integer, Integer> counted(int domain, int one) {
    int nodes = upIn.get(domain).orElse(0) + one;
    return nodes == 0 ? upIn.without(domain) : upIn.with(domain, nodes);
  }

  private PMap<Integer, PSet<NodeId>> listed(int domain, NodeId node, boolean member) {
    PSet<NodeId> nodes = silentIn(domain).with(node, member);
    return nodes.isEmpty() ? silentIn.without(domain) : silentIn.with(domain, nodes);
  }

  private PSet<Suspicion> suspected(Node node, boolean member) {
    Fitness fitness = node.fit();
    return fitness
        .until()
        .filter(_ -> !fitness.isTesting())
        .map(until -> suspicions.with(new Suspicion(until, node.id()), member))
        .orElse(suspicions);
  }
}
