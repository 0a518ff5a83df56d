package weftline.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells how much of the processor each process group uses, by reading the system's table of
/// processes now and then. Time used by a process that ended between two looks is not seen.
final class ProcessorMeter {
  /// Between two looks; the table of processes may be long.
  static final Duration PAUSE = Duration.ofSeconds(10);

  /// The kernel counts in hundredths of a second for everybody, whatever it counts in itself.
  private static final long TICKS_PER_SECOND = 100;

  private static final int GROUP_FIELD = 2;
  private static final int USER_TIME_FIELD = 11;
  private static final int SYSTEM_TIME_FIELD = 12;
  private static final int FIELDS_MAX = 14;

  private final Path table;
  private Map<Long, Long> before = Map.of();
  private Map<Long, Integer> milliCores = Map.of();
  private Optional<Instant> last = Optional.empty();

  /// @param table `/proc`, but for tests
  ProcessorMeter(Path table) {
    this.table = table;
  }

  /// Looks if it is time to.
  ///
  /// @return whether it was
  synchronized boolean lookAt(Instant now) {
    Duration passed = last.map(then -> Duration.between(then, now)).orElse(PAUSE);
    if (passed.compareTo(PAUSE) < 0 && !passed.isNegative()) {
      return false;
    }
    Map<Long, Long> ticks = ticksByGroup();
    milliCores = last.isEmpty() ? Map.of() : used(ticks, passed);
    before = ticks;
    last = Optional.of(now);
    return true;
  }

  /// Nobody is to be looked at: most nodes run nothing, and a look at all of a machine's processes
  /// costs more than all else that they do.
  synchronized void rest(Instant now) {
    before = Map.of();
    milliCores = Map.of();
    last = Optional.of(now);
  }

  /// How many thousandths of a core some groups have used together; empty while nobody knows.
  synchronized Optional<Integer> milliCores(Collection<Long> groups) {
    return groups.stream()
        .flatMap(group -> Optional.ofNullable(milliCores.get(group)).stream())
        .reduce(Integer::sum);
  }

  /// Of those that were there at both looks.
  private Map<Long, Integer> used(Map<Long, Long> ticks, Duration passed) {
    Map<Long, Integer> used = new HashMap<>();
    ticks.forEach((group, now) -> {
      long then = before.getOrDefault(group, now);
      long millis = Math.max(0, now - then) * 1_000 / TICKS_PER_SECOND;
      if (before.containsKey(group) && passed.isPositive()) {
        used.put(group, Math.toIntExact(millis * 1_000 / passed.toMillis()));
      }
    });
    return used;
  }

  private Map<Long, Long> ticksByGroup() {
    Map<Long, Long> ticks = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(table, "[0-9]*")) {
      for (Path process : processes) {
        add(process, ticks);
      }
    } catch (IOException e) {
      return Map.of(); // who cannot look knows nothing
    }
    return ticks;
  }

  private static void add(Path process, Map<Long, Long> ticks) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      List<String> fields =
          List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", FIELDS_MAX));
      long used =
          Long.parseLong(fields.get(USER_TIME_FIELD))
              + Long.parseLong(fields.get(SYSTEM_TIME_FIELD));
      ticks.merge(Long.parseLong(fields.get(GROUP_FIELD)), used, Long::sum);
    } catch (IOException e) {
      return; // it ended while we looked
    }
  }
}
