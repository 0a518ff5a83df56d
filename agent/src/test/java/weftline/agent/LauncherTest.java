package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starting programs: whose they are, and what is written down of them.
class LauncherTest {
  private static final int NOBODY = 65_534;

  @TempDir private Path folder;

  @Test
  void aProgramOfARootAgentRunsAsAnotherUser() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can be another user");
    letOthersEnter();
    assertThat(run(Launcher.forRolesIn(folder, NOBODY), "id -u", false)).isEqualTo("65534\n");
  }

  @Test
  void anElevatedProgramRunsAsTheAgent() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can be another user");
    letOthersEnter();
    assertThat(run(Launcher.forRolesIn(folder, NOBODY), "id -u", true)).isEqualTo("0\n");
  }

  @Test
  void aFolderThatOthersCannotEnterLeavesTheUserAsItIs() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(Launcher.forRolesIn(folder, NOBODY).owner(false)).isEmpty();
  }

  @Test
  void aProgramLeadsAGroupOfItsOwnAndIsRecorded() throws Exception {
    var launcher = Launcher.forRolesIn(folder, NOBODY);
    var process = launcher.start(program("exec sleep 600", false));
    Await.until("the group", () -> Posix.groupLives(process.id()));
    assertThat(Files.readString(folder.resolve("0.process")))
        .contains(" " + process.id() + " (sh) ");

    process.kill();

    assertThat(process.lives()).isFalse();
    assertThat(folder.resolve("0.process")).doesNotExist();
  }

  @Test
  void theNumberOfADeadProcessThatNowBelongsToAnotherIsLeftAlone() throws Exception {
    var innocent = new ProcessBuilder("sleep", "600").start();
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    String stat = Files.readString(Path.of("/proc/" + innocent.pid() + "/stat"));
    Path record = Files.createDirectories(folder.resolve("d/i/processes")).resolve("0.process");
    String[] fields = stat.split(" ");
    fields[21] = "1";
    Files.writeString(record, boot + " " + String.join(" ", fields));

    Orphans.end(folder);

    assertThat(innocent.isAlive()).isTrue();
    assertThat(record).doesNotExist();
    innocent.destroyForcibly();
  }

  private String run(Launcher launcher, String commandLine, boolean elevated) throws Exception {
    var process = launcher.start(program(commandLine, elevated));
    String out = new String(process.out().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    return out;
  }

  private Launcher.Program program(String commandLine, boolean elevated) {
    return new Launcher.Program(
        commandLine,
        folder,
        Map.of("PATH", System.getenv("PATH")),
        elevated,
        folder.resolve("0.process"));
  }

  private void letOthersEnter() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
