package weftline.sim;

import java.util.HashSet;
import java.util.Set;
import weftline.core.Event;
import weftline.core.Instance;
import weftline.core.Node;
import weftline.core.Residence;
import weftline.core.State;
import weftline.model.Capacity;

/// What nodes are never asked to bear.
final class NodePromises {
  private NodePromises() {}

  static void neverOversold(State before, Event event, State after) {
    for (Node node : after.nodes().values()) {
      Capacity used = Capacity.NONE;
      Set<Integer> ports = new HashSet<>();
      for (Instance instance : after.instancesOn(node.id())) {
        Residence home = instance.residence().orElseThrow();
        used = used.plus(home.holds());
        home.endpoints()
            .forEach(endpoint ->
                BrokenPromiseException.unless(
                    ports.add(endpoint.port()),
                    () -> "port %d of %s is given twice".formatted(endpoint.port(), node.id())));
        BrokenPromiseException.unless(
            !node.isLost(), () -> "%s lives on a node that is lost".formatted(instance.id()));
      }
      Capacity sum = used;
      BrokenPromiseException.unless(
          node.description().capacity().holds(sum),
          () -> "%s is oversold: %s".formatted(node.id(), sum));
    }
  }
}
