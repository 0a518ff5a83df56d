package weftline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.NodeId;

/// What binds one bundle, whichever node is looked at: worked out once for all of them.
///
/// @param area where it must be near others
/// @param anchor the node where those are that it must be together with
/// @param enemies for each need the roles that must not be on its node
record Terms(
    Bundle bundle, Optional<Area> area, Optional<NodeId> anchor, List<List<String>> enemies) {
  Terms {
    enemies = List.copyOf(enemies);
  }

  static Terms of(Ground ground, Bundle bundle) {
    List<List<String>> enemies = new ArrayList<>();
    for (Need need : bundle.needs()) {
      enemies.add(ground.enemies(need.roleName()));
    }
    return new Terms(
        bundle, ground.area(bundle.first().roleName()), ground.anchor(bundle), enemies);
  }
}
