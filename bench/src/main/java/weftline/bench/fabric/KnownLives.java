package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weftline.model.Capacity;

/// What could be had if everybody said on arrival when he will leave: each machine goes to the host
/// that it keeps in use for the shortest time longer, of those to the fullest. No allocator that
/// does not know the future is expected to do better; this one shows how far the trace goes.
final class KnownLives {
  private final Capacity size;
  private final Loads loads;
  private final List<Host> hosts = new ArrayList<>();
  private final Map<Integer, Host> homes = new HashMap<>();

  /// One host: its number, what is free, who is there, and when the last of them leaves.
  private static final class Host {
    private final String name;
    private Capacity free;
    private int residents;
    private long end;

    Host(String name, Capacity free) {
      this.name = name;
      this.free = free;
    }
  }

  private KnownLives(Capacity size, Loads loads) {
    this.size = size;
    this.loads = loads;
  }

  static Loads play(VmTrace trace, Capacity size) {
    Loads loads = new Loads(size, trace.end());
    KnownLives hosts = new KnownLives(size, loads);
    for (VmTrace.Change change : trace.changes()) {
      loads.pass(change.second());
      if (change.comes()) {
        hosts.come(change.vm());
      } else {
        hosts.go(change.vm());
      }
    }
    return loads;
  }

  private void come(VmTrace.Vm vm) {
    Host home = best(vm);
    home.end = home.residents == 0 ? vm.leaves() : Math.max(home.end, vm.leaves());
    home.free = home.free.minus(vm.need());
    home.residents++;
    homes.put(vm.number(), home);
    loads.moveIn(home.name, vm.need());
  }

  private void go(VmTrace.Vm vm) {
    Host home = homes.remove(vm.number());
    home.free = home.free.plus(vm.need());
    home.residents--;
    loads.moveOut(home.name, vm.need());
  }

  private Host best(VmTrace.Vm vm) {
    return hosts.stream()
        .filter(host -> host.free.holds(vm.need()))
        .min(
            Comparator.<Host, Boolean>comparing(host -> host.residents == 0)
                .thenComparingLong(host -> Math.max(0, vm.leaves() - host.end))
                .thenComparingInt(host -> host.free.milliCores()))
        .orElseGet(this::another);
  }

  private Host another() {
    Host host = new Host("h" + hosts.size(), size);
    hosts.add(host);
    return host;
  }
}
