package weftline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts programs for instances: each as the leader of a process group of its own, recorded before
/// it runs, and as another user when this program is root.
final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
  private static final long PROBE_SECONDS = 10;

  /// Writes down who the process is, then becomes what it is asked to become: the number stays.
  private static final String RECORD_AND_RUN =
      """
      read -r boot </proc/sys/kernel/random/boot_id
      read -r stat </proc/$$/stat
      echo "$boot $stat" >"$1" || exit 125
      shift
      exec "$@"
      """;

  private final OptionalInt user;

  private Launcher(OptionalInt user) {
    this.user = user;
  }

  /// A program to start.
  ///
  /// @param record where the process writes down who it is
  record Program(
      String commandLine,
      Path folder,
      Map<String, String> environment,
      boolean elevated,
      Path record) {}

  /// Finds out whether roles can be given another user than ours.
  static Launcher forRolesIn(Path instances, int user) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return new Launcher(OptionalInt.empty());
    }
    Files.createDirectories(instances);
    List<String> probe = new ArrayList<>(asUser(user));
    probe.addAll(List.of("test", "-x", instances.toAbsolutePath().toString()));
    if (succeeds(probe)) {
      return new Launcher(OptionalInt.of(user));
    }
    LOG.warn(
        "Roles run as root: user {} cannot enter {} (or setpriv of util-linux is missing). "
            + "Use a data folder that others may enter, or do not run the fabric as root.",
        user,
        instances);
    return new Launcher(OptionalInt.empty());
  }

  /// Who a role's files must belong to, if not to us.
  OptionalInt owner(boolean elevated) {
    return elevated ? OptionalInt.empty() : user;
  }

  ChildProcess start(Program program) throws IOException {
    Files.createDirectories(program.record().resolveSibling("."));
    var builder = new ProcessBuilder(command(program)).directory(program.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new ChildProcess(builder.start(), program.record());
  }

  private List<String> command(Program program) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("/bin/sh", "-c", RECORD_AND_RUN, "weftline", program.record().toString()));
    command.add("setsid");
    if (user.isPresent() && !program.elevated()) {
      command.addAll(asUser(user.getAsInt()));
    }
    command.addAll(List.of("/bin/sh", "-c", program.commandLine()));
    return command;
  }

  private static List<String> asUser(int user) {
    return List.of(
        "setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs");
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
