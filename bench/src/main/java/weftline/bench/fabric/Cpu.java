package weftline.bench.fabric;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Processor time: what a machine that is busy with other things falsifies least.
final class Cpu {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// Looked up once: that takes longer than many a thing that is measured.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cpu() {}

  /// What all threads of this process have used.
  static long processNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /// What this thread has used.
  static long threadNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
