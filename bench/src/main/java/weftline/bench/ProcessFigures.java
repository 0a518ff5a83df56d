package weftline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/// What Linux knows of a process and those that it has started.
final class ProcessFigures {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;

  private ProcessFigures() {}

  /// User and system time, of children that have ended too.
  static double cpuSeconds(ProcessHandle process) {
    return pids(process).map(ProcessFigures::ticks).sum() / TICKS_PER_SECOND;
  }

  static long residentBytes(ProcessHandle process) {
    return pids(process).map(ProcessFigures::resident).sum();
  }

  private static LongStream pids(ProcessHandle process) {
    return LongStream.concat(
        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid));
  }

  private static long ticks(long pid) {
    String stat = read(pid, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER_TICKS; i < USER_TICKS + 4; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks;
  }

  private static long resident(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new BenchException("cannot measure process " + pid, e);
    }
  }
}
