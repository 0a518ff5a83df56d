package weftline.bench.fabric;

import java.util.HashMap;
import java.util.Map;
import weftline.model.Capacity;

/// Who is on which host while a trace is played, and how full the hosts were when most of them were
/// needed.
final class Loads {
  private final Capacity host;
  private final long end;
  private final Map<String, Integer> residents = new HashMap<>();
  private long cores;
  private long memory;
  private int peakHosts;
  private double peakDensity;
  private int bound;
  private double hostSeconds;
  private double coreSeconds;
  private long last = -1;

  /// @param end when counting ends
  Loads(Capacity host, long end) {
    this.host = host;
    this.end = end;
  }

  void moveIn(String name, Capacity need) {
    residents.merge(name, 1, Integer::sum);
    use(need, 1);
    if (residents.size() > peakHosts) {
      peakHosts = residents.size();
      peakDensity = (double) cores / ((long) peakHosts * host.milliCores());
    }
    bound = Math.max(bound, hostsAtLeast());
  }

  void moveOut(String name, Capacity need) {
    residents.merge(name, -1, (before, change) -> before + change);
    residents.remove(name, 0);
    use(need, -1);
  }

  /// So much time has passed; what was full and what was in use until then is added up.
  void pass(long second) {
    long now = Math.min(second, end);
    if (last >= 0) {
      hostSeconds += (double) (now - last) * residents.size() * host.milliCores();
      coreSeconds += (double) (now - last) * cores;
    }
    last = now;
  }

  /// The most hosts that were in use at the same time.
  int peakHosts() {
    return peakHosts;
  }

  /// What part of their cores was in use then.
  double peakDensity() {
    return peakDensity;
  }

  /// What part of the cores of hosts in use was used, from the first change to the end.
  double meanDensity() {
    return coreSeconds / hostSeconds;
  }

  /// No way of packing needs fewer hosts.
  int bound() {
    return bound;
  }

  private void use(Capacity need, int sign) {
    cores += (long) sign * need.milliCores();
    memory += (long) sign * need.memoryMegabytes();
  }

  private int hostsAtLeast() {
    return (int)
        Math.max(
            Math.ceilDiv(cores, host.milliCores()), Math.ceilDiv(memory, host.memoryMegabytes()));
  }
}
