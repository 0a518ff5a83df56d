package weftline.core;

import java.util.Arrays;
import java.util.Optional;
import weftline.model.InstanceId;

/// Which ports of one node are taken, and by whom; in rows, for the same reason as [Residents].
final class TakenPorts {
  static final TakenPorts NONE = new TakenPorts(new int[0], new InstanceId[0]);

  private final int[] ports;

  /// Each has the port that stands at the same place.
  private final InstanceId[] holders;

  private TakenPorts(int[] ports, InstanceId[] holders) {
    this.ports = ports;
    this.holders = holders;
  }

  boolean has(int port) {
    return Arrays.binarySearch(ports, port) >= 0;
  }

  Optional<InstanceId> holder(int port) {
    int at = Arrays.binarySearch(ports, port);
    return at < 0 ? Optional.empty() : Optional.of(holders[at]);
  }

  /// Whoever takes a port that is taken has it from then on.
  TakenPorts with(int port, InstanceId holder) {
    int found = Arrays.binarySearch(ports, port);
    int at = found < 0 ? -found - 1 : found;
    int behind = found < 0 ? at : at + 1;
    int[] morePorts = Arrays.copyOf(ports, at + 1 + ports.length - behind);
    InstanceId[] moreHolders = Arrays.copyOf(holders, morePorts.length);
    System.arraycopy(ports, behind, morePorts, at + 1, ports.length - behind);
    System.arraycopy(holders, behind, moreHolders, at + 1, ports.length - behind);
    morePorts[at] = port;
    moreHolders[at] = holder;
    return new TakenPorts(morePorts, moreHolders);
  }

  TakenPorts without(int port) {
    int at = Arrays.binarySearch(ports, port);
    if (at < 0) {
      return this;
    }
    int[] fewerPorts = Arrays.copyOf(ports, ports.length - 1);
    InstanceId[] fewerHolders = Arrays.copyOf(holders, ports.length - 1);
    System.arraycopy(ports, at + 1, fewerPorts, at, fewerPorts.length - at);
    System.arraycopy(holders, at + 1, fewerHolders, at, fewerPorts.length - at);
    return new TakenPorts(fewerPorts, fewerHolders);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TakenPorts taken
        && Arrays.equals(ports, taken.ports)
        && Arrays.equals(holders, taken.holders);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ports) + Arrays.hashCode(holders);
  }

  @Override
  public String toString() {
    return Arrays.toString(ports) + " of " + Arrays.toString(holders);
  }
}
