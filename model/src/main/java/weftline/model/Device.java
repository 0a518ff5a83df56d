package weftline.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One thing in the [Inventory] that can fail: a machine, what holds it, feeds it or connects it.
///
/// @param within the rack or container that it stands in
/// @param computer what the machine is like; there for computers alone
public record Device(String name, Kind kind, Optional<String> within, Optional<Computer> computer) {
  public Device {
    Names.check("device", name);
  }

  /// What sort of thing a device is.
  public enum Kind {
    COMPUTER,
    RACK,
    CONTAINER,
    SWITCH,
    ROUTER,
    LOAD_BALANCER,
    POWER,
    MANAGEMENT;

    /// Whether other devices stand in it.
    boolean holds() {
      return this == RACK || this == CONTAINER;
    }
  }

  /// What a machine is like.
  ///
  /// @param hardware the model of the machine; machines of one model are alike
  /// @param features what it has beyond the common, for example `ssd`; sorted, each once
  public record Computer(Capacity capacity, String hardware, String os, List<String> features) {
    public Computer {
      features = sorted(features);
    }

    private static List<String> sorted(Collection<String> names) {
      return List.copyOf(new TreeSet<>(names));
    }
  }
}
