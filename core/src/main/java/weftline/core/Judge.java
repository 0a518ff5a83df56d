package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Room.Spot;
import weftline.core.Verdict.Obstacle;
import weftline.core.Verdict.Resource;
import weftline.model.Capacity;
import weftline.model.NodeId;

/// Says of a node everything that keeps instances off it.
final class Judge {
  private Judge() {}

  /// All obstacles, in the order in which they bind.
  static Verdict of(Ground ground, Terms terms, Tenancy tenancy) {
    List<Obstacle> obstacles = new ArrayList<>(ofPolicy(ground, terms, tenancy).obstacles());
    for (Need need : terms.bundle().needs()) {
      obstacles.addAll(Ports.assign(need.demand().wishes(), tenancy, Optional.empty()).obstacles());
    }
    return new Verdict(tenancy.node().id(), tenancy.node().faultDomain(), obstacles);
  }

  /// All but the ports, which cost more to look at.
  static Verdict ofPolicy(Ground ground, Terms terms, Tenancy tenancy) {
    List<Obstacle> obstacles = new ArrayList<>();
    Node node = tenancy.node();
    if (!node.isUp()) {
      obstacles.add(new Obstacle.Lost());
    }
    if (node.condition() != Condition.READY) {
      obstacles.add(new Obstacle.Untrusted(node.condition(), node.fit().reason()));
    }
    if (node.drained()) {
      obstacles.add(new Obstacle.Drained());
    }
    ofKind(terms.bundle(), NodeClass.of(node), obstacles);
    ofCompany(ground.siblings(), terms, node.id(), obstacles);
    if (terms.area().isPresent() && !terms.area().get().holds(Spot.of(node))) {
      obstacles.add(new Obstacle.TooFar(terms.area().get().describe()));
    }
    if (terms.anchor().isPresent() && !terms.anchor().get().equals(node.id())) {
      obstacles.add(new Obstacle.Elsewhere(terms.anchor().get()));
    }
    obstacles.addAll(shortages(terms.bundle().capacity(), tenancy.free()));
    return new Verdict(node.id(), node.faultDomain(), obstacles);
  }

  /// What kind of node it is.
  private static void ofKind(Bundle bundle, NodeClass kind, List<Obstacle> obstacles) {
    for (Need need : bundle.needs()) {
      need.policy()
          .os()
          .filter(os -> !os.equals(kind.os()))
          .ifPresent(os -> obstacles.add(new Obstacle.OtherSystem(os)));
      for (String feature : need.policy().features()) {
        if (!kind.features().contains(feature)) {
          obstacles.add(new Obstacle.NoFeature(feature));
        }
      }
    }
  }

  /// Who of the same deployment is there.
  private static void ofCompany(
      Siblings siblings, Terms terms, NodeId node, List<Obstacle> obstacles) {
    List<Need> needs = terms.bundle().needs();
    for (int i = 0; i < needs.size(); i++) {
      String role = needs.get(i).roleName();
      int max = needs.get(i).policy().maxPerNode();
      if (max > 0 && siblings.count(node, role) + terms.bundle().count(role) > max) {
        obstacles.add(new Obstacle.Enough(role, max));
      }
      for (String enemy : terms.enemies().get(i)) {
        if (siblings.count(node, enemy) > 0) {
          obstacles.add(new Obstacle.Enemy(enemy));
        }
      }
    }
  }

  private static List<Obstacle> shortages(Capacity need, Capacity free) {
    if (free.holds(need)) {
      return List.of();
    }
    List<Obstacle> shortages = new ArrayList<>();
    if (free.milliCores() < need.milliCores()) {
      shortages.add(new Obstacle.TooLittle(Resource.CORES, need.milliCores(), free.milliCores()));
    }
    if (free.memoryMegabytes() < need.memoryMegabytes()) {
      shortages.add(
          new Obstacle.TooLittle(Resource.MEMORY, need.memoryMegabytes(), free.memoryMegabytes()));
    }
    if (free.diskMegabytes() < need.diskMegabytes()) {
      shortages.add(
          new Obstacle.TooLittle(Resource.DISK, need.diskMegabytes(), free.diskMegabytes()));
    }
    return shortages;
  }
}
