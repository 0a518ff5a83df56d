package weftline.bench.fabric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyBestFit;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;
import weftline.model.Capacity;

/// The naive peer: CloudSim Plus' best fit, which looks at every host for every machine.
final class BestFit {
  private static final long SPEED = 1_000;
  private static final long PLENTY = 1L << 40;

  private BestFit() {}

  static Loads play(VmTrace trace, Capacity host, int hosts) {
    VmAllocationPolicyBestFit policy = new VmAllocationPolicyBestFit();
    var _ = new DatacenterSimple(new CloudSimPlus(), hosts(host, hosts), policy);
    Map<Integer, Vm> running = new HashMap<>();
    Loads loads = new Loads(host, trace.end());
    for (VmTrace.Change change : trace.changes()) {
      Capacity need = change.vm().need();
      loads.pass(change.second());
      if (change.comes()) {
        Vm vm = vm(change.vm());
        if (!policy.allocateHostForVm(vm).fully()) {
          throw new IllegalStateException("too few hosts");
        }
        running.put(change.vm().number(), vm);
        loads.moveIn("h" + vm.getHost().getId(), need);
      } else {
        Vm vm = running.remove(change.vm().number());
        loads.moveOut("h" + vm.getHost().getId(), need);
        policy.deallocateHostForVm(vm);
      }
    }
    return loads;
  }

  private static List<Host> hosts(Capacity host, int count) {
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Pe> cores =
          IntStream.range(0, host.milliCores() / 1_000)
              .<Pe>mapToObj(_ -> new PeSimple(SPEED))
              .toList();
      Host next = new HostSimple(host.memoryMegabytes(), PLENTY, PLENTY, cores);
      next.setId(i);
      hosts.add(next);
    }
    return hosts;
  }

  private static Vm vm(VmTrace.Vm of) {
    Capacity need = of.need();
    Vm vm = new VmSimple(of.number(), SPEED, need.milliCores() / 1_000);
    vm.setRam(need.memoryMegabytes()).setBw(1).setSize(1);
    return vm;
  }
}
