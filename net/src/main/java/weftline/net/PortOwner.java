package weftline.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds out who listens on a TCP port, for the message that a port is taken. Knows Linux only, and
/// there only the processes that it may look into.
public final class PortOwner {
  private static final List<String> TABLES = List.of("tcp", "tcp6");
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortOwner() {}

  /// For people: `java (pid 4711)`; empty if it cannot be found out.
  public static Optional<String> of(int port) {
    return of(port, Path.of("/proc"));
  }

  static Optional<String> of(int port, Path proc) {
    try {
      Set<String> sockets = listeners(port, proc);
      if (sockets.isEmpty()) {
        return Optional.empty();
      }
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
        for (Path process : processes) {
          if (holdsAny(process, sockets)) {
            return Optional.of(describe(process));
          }
        }
      }
    } catch (IOException e) {
      // No /proc, or it changed while it was read: nobody is harmed by a missing name.
    }
    return Optional.empty();
  }

  /// As the links in `fd` name them, `socket:[4711]`.
  private static Set<String> listeners(int port, Path proc) throws IOException {
    String suffix = ":%04X".formatted(port);
    Set<String> sockets = new HashSet<>();
    for (String table : TABLES) {
      Path file = proc.resolve("net").resolve(table);
      if (!Files.isReadable(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        List<String> fields = List.of(line.strip().split("\\s+"));
        if (fields.size() > INODE
            && fields.get(LOCAL_ADDRESS).endsWith(suffix)
            && fields.get(STATE).equals(LISTENING)) {
          sockets.add("socket:[" + fields.get(INODE) + "]");
        }
      }
    }
    return sockets;
  }

  private static boolean holdsAny(Path process, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException e) {
      // Somebody else's process, or one that has just ended.
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String describe(Path process) throws IOException {
    String command = Files.readString(process.resolve("comm")).strip();
    return "%s (pid %s)".formatted(command, process.getFileName());
  }
}
