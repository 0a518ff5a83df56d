package weftline.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sees whether a process group still does anything. To the system it lives until the last of its
/// dead is buried by whoever inherited them, which may take seconds; the dead hold no port and no
/// file, so nobody need wait for that.
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final int STATE_FIELD = 0;
  private static final int GROUP_FIELD = 2;
  private static final int FIELDS_MAX = 4;
  private static final List<String> DEAD = List.of("Z", "X");

  private ProcessTable() {}

  static boolean runs(long group) {
    return Posix.groupLives(group) && anyRuns(Long.toString(group));
  }

  private static boolean anyRuns(String group) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (runsIn(group, process)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true; // Who cannot look must assume the worst.
    }
  }

  private static boolean runsIn(String group, Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      List<String> fields =
          List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", FIELDS_MAX));
      return fields.get(GROUP_FIELD).equals(group) && !DEAD.contains(fields.get(STATE_FIELD));
    } catch (IOException e) {
      return false; // It ended while we looked.
    }
  }
}
