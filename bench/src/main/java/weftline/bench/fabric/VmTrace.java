package weftline.bench.fabric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import weftline.model.Capacity;
import weftline.model.VmSize;

/// Real virtual machines in the order in which they came and went: Azure's public trace.
record VmTrace(List<Vm> vms, List<Change> changes) {
  /// What one machine of the trace becomes here.
  ///
  /// @param leaves {@link #NEVER} if it was still there when the trace was cut off
  /// @param size the smallest of our sizes that is enough for it
  record Vm(int number, long arrives, long leaves, VmSize size) {
    Capacity need() {
      return size.capacity();
    }
  }

  static final long NEVER = Long.MAX_VALUE;

  /// A machine comes, or goes.
  record Change(long second, boolean comes, Vm vm) {}

  /// When the last machine comes. After that the trace says nothing of what would have come.
  long end() {
    return vms.stream().mapToLong(Vm::arrives).max().orElse(0);
  }

  /// @param max how many machines are read at most
  static VmTrace read(Path file, int max) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return of(lines.lines().skip(1).limit(max).map(VmTrace::parse).toList());
    }
  }

  static VmTrace of(List<Vm> vms) {
    List<Change> changes = new ArrayList<>();
    for (Vm vm : vms) {
      changes.add(new Change(vm.arrives(), true, vm));
      if (vm.leaves() != NEVER) {
        changes.add(new Change(vm.leaves(), false, vm));
      }
    }
    changes.sort(
        Comparator.comparingLong(Change::second)
            .thenComparing(Change::comes)
            .thenComparingInt(change -> change.vm().number()));
    return new VmTrace(vms, changes);
  }

  /// `vm_id,arrive_s,deployment_id,cores,mem_gb,life_lo_s,life_hi_s,censored`; the life time is
  /// taken from the middle of its range. Nobody leaves before he has come. Of a censored machine
  /// nobody knows more than that it had not left when the trace ended.
  static Vm parse(String line) {
    String[] fields = line.split(",", -1);
    long arrives = Long.parseLong(fields[1]);
    long life = (Long.parseLong(fields[5]) + Long.parseLong(fields[6])) / 2;
    return new Vm(
        Integer.parseInt(fields[0]),
        arrives,
        fields[7].equals("1") ? NEVER : arrives + Math.max(1, life),
        size(Integer.parseInt(fields[3]), Double.parseDouble(fields[4])));
  }

  private static VmSize size(int cores, double gigabytes) {
    for (VmSize size : SMALLEST_FIRST) {
      Capacity has = size.capacity();
      if (has.milliCores() >= cores * 1_000 && has.memoryMegabytes() >= gigabytes * 1_024) {
        return size;
      }
    }
    return SMALLEST_FIRST.getLast();
  }

  private static final List<VmSize> SMALLEST_FIRST =
      List.of(VmSize.values()).stream()
          .sorted(
              Comparator.<VmSize>comparingInt(size -> size.capacity().milliCores())
                  .thenComparingInt(size -> size.capacity().memoryMegabytes())
                  .thenComparingInt(Enum::ordinal))
          .toList();
}
