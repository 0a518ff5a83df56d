package weftline.sim.chicago;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import weftline.core.Instance;
import weftline.core.Residence;
import weftline.core.State;

/// How things are spread over the containers.
final class Share {
  private Share() {}

  /// The share of cores that is taken.
  static List<Double> ofCores(DataCentre centre, State state) {
    double[] taken = new double[centre.containers()];
    for (Instance instance : state.instances().values()) {
      instance
          .residence()
          .ifPresent(home -> taken[container(centre, home)] += home.holds().milliCores());
    }
    double all = (double) centre.nodesPerContainer() * DataCentre.NODE.milliCores();
    return Arrays.stream(taken).map(cores -> cores / all).boxed().collect(Collectors.toList());
  }

  /// The share of nodes that is in the dark.
  static List<Double> dark(DataCentre centre, Fleet fleet) {
    double[] dark = new double[centre.containers()];
    for (int node = 0; node < centre.nodes(); node++) {
      if (fleet.isDark(node)) {
        dark[centre.containerOf(node)] += 1.0 / centre.nodesPerContainer();
      }
    }
    return Arrays.stream(dark).boxed().collect(Collectors.toList());
  }

  private static int container(DataCentre centre, Residence home) {
    return centre.containerOf(DataCentre.number(home.node()));
  }
}
