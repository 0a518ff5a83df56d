package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.core.Room.Spot;
import weftline.core.Verdict.Obstacle;
import weftline.core.Verdict.Resource;
import weftline.model.Capacity;

/// Says of a node everything that keeps instances off it.
final class Judge {
  private Judge() {}

  /// All obstacles, in the order in which they bind.
  static Verdict of(Ground ground, Bundle bundle, Tenancy tenancy) {
    List<Obstacle> obstacles = new ArrayList<>(ofPolicy(ground, bundle, tenancy).obstacles());
    for (Need need : bundle.needs()) {
      obstacles.addAll(Ports.assign(need.role(), tenancy, Optional.empty()).obstacles());
    }
    return new Verdict(tenancy.node().id(), tenancy.node().faultDomain(), obstacles);
  }

  /// All but the ports, which cost more to look at.
  static Verdict ofPolicy(Ground ground, Bundle bundle, Tenancy tenancy) {
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
    NodeClass kind = NodeClass.of(node);
    for (Need need : bundle.needs()) {
      ofNeed(ground, bundle, need, node, kind, obstacles);
    }
    ground
        .area(bundle.first().roleName())
        .filter(area -> !area.holds(Spot.of(node)))
        .ifPresent(area -> obstacles.add(new Obstacle.TooFar(area.describe())));
    ground
        .anchor(bundle)
        .filter(anchor -> !anchor.equals(node.id()))
        .ifPresent(anchor -> obstacles.add(new Obstacle.Elsewhere(anchor)));
    obstacles.addAll(shortages(bundle.capacity(), tenancy.free()));
    return new Verdict(node.id(), node.faultDomain(), obstacles);
  }

  private static void ofNeed(
      Ground ground,
      Bundle bundle,
      Need need,
      Node node,
      NodeClass kind,
      List<Obstacle> obstacles) {
    need.policy()
        .os()
        .filter(os -> !os.equals(kind.os()))
        .ifPresent(os -> obstacles.add(new Obstacle.OtherSystem(os)));
    for (String feature : need.policy().features()) {
      if (!kind.features().contains(feature)) {
        obstacles.add(new Obstacle.NoFeature(feature));
      }
    }
    String role = need.roleName();
    int max = need.policy().maxPerNode();
    if (max > 0 && ground.siblings().count(node.id(), role) + bundle.count(role) > max) {
      obstacles.add(new Obstacle.Enough(role, max));
    }
    ground.enemy(need, node.id()).ifPresent(other -> obstacles.add(new Obstacle.Enemy(other)));
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
