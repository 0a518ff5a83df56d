package weftline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends processes that an earlier life of the agent has left running. Each process wrote, before it
/// became what it is, a record of who it is: the boot it belongs to, its number, and when it was
/// started; so a number that was given to somebody else meanwhile is never touched.
public final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int START_TIME_FIELD = 19;
  private static final int FIELDS_MAX = 64;
  private static final int DEPTH = 4;
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int POLLS_MAX = 400;

  private Orphans() {}

  /// Who a process is, for as long as the machine runs.
  private record Identity(String boot, long process, String startTime) {
    /// Reads `boot-id` followed by the line of `/proc/PID/stat`.
    private static Identity parse(String record) {
      String boot = record.substring(0, record.indexOf(' '));
      String stat = record.substring(boot.length() + 1);
      long process = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
      List<String> afterName =
          List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", FIELDS_MAX));
      return new Identity(boot, process, afterName.get(START_TIME_FIELD));
    }
  }

  /// Ends what was started for instances in this folder and still runs.
  public static void end(Path instances) throws IOException {
    for (Path record : records(instances)) {
      try {
        end(Identity.parse(Files.readString(record).strip()));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        LOG.warn("Ignored the broken process record {}", record);
      }
      Files.deleteIfExists(record);
    }
  }

  private static List<Path> records(Path instances) throws IOException {
    if (!Files.exists(instances)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(instances, DEPTH, (path, _) -> isRecord(path))) {
      return files.toList();
    }
  }

  private static boolean isRecord(Path path) {
    Path folder = path.getParent();
    return path.toString().endsWith(".process") && folder != null && folder.endsWith("processes");
  }

  private static void end(Identity identity) throws IOException {
    if (!identity.boot().equals(Files.readString(BOOT).strip()) || isSomebodyElse(identity)) {
      return;
    }
    boolean found = Posix.signalGroup(identity.process(), Posix.KILL);
    if (!found && Files.exists(stat(identity))) {
      // Caught before it became the leader of a group.
      found = Posix.signalProcess(identity.process(), Posix.KILL);
    }
    if (found) {
      awaitEnd(identity);
      LOG.info("Ended process group {} of an earlier run", identity.process());
    }
  }

  private static boolean isSomebodyElse(Identity identity) {
    try {
      String now = identity.boot() + " " + Files.readString(stat(identity));
      return !Identity.parse(now).equals(identity);
    } catch (IOException e) {
      // The process is gone, but children of its group may live.
      return false;
    }
  }

  private static void awaitEnd(Identity identity) {
    for (int i = 0; i < POLLS_MAX && ProcessTable.runs(identity.process()); i++) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static Path stat(Identity identity) {
    return Path.of("/proc", Long.toString(identity.process()), "stat");
  }
}
