package weftline.balancer;

import java.util.List;
import weftline.model.InstanceId;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;

/// Knows which backends answer their probes.
interface Probes {
  /// Of a balancer that asks nobody.
  Probes NONE =
      new Probes() {
        @Override
        public boolean passes(Backend backend) {
          return true;
        }

        @Override
        public List<InstanceId> failing() {
          return List.of();
        }

        @Override
        public void watch(Iterable<Route> routes) {
          // asks nobody
        }
      };

  /// A backend without a probe passes: its reported state has decided.
  boolean passes(Backend backend);

  /// Those that were asked and do not answer well, each once.
  List<InstanceId> failing();

  /// Goes on asking those that stay. Called before the routes change, so that a new backend is out
  /// from the first moment.
  void watch(Iterable<Route> routes);
}
