package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.OsOrder;

/// How a program brings a machine to another version.
class CommandedSystemTest {
  private static final OsOrder ORDER = new OsOrder(1, "2.0");

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    install("1.0");
  }

  @Test
  void theProgramGetsTheVersionAndIsBelievedOnlyByItsDeed() throws IOException {
    OperatingSystem system = by("echo VERSION_ID=$1 > os-release; echo done");

    assertThat(system.version()).contains("1.0");
    assertThat(system.bring(ORDER)).isEqualTo(new OsOrder.Result(1, true, "done"));
    assertThat(system.version()).contains("2.0");
  }

  @Test
  void whatItSaysLastIsWhyItFailed() throws IOException {
    assertThat(by("echo one; echo no room left >&2; exit 3").bring(ORDER))
        .isEqualTo(new OsOrder.Result(1, false, "its program ended with 3: no room left"));
  }

  @Test
  void longOutputIsReadToItsEnd() throws IOException {
    assertThat(by("head -c 300000 /dev/zero | tr '\\0' 'x'; echo; echo done").bring(ORDER))
        .isEqualTo(new OsOrder.Result(1, true, "done"));
  }

  @Test
  void forOneOrderItRunsOnce() throws IOException {
    by("echo run >> runs").bring(ORDER);

    OsOrder.Result again = by("echo run >> runs").bring(ORDER);
    OsOrder.Result next = by("echo run >> runs").bring(new OsOrder(2, "2.0"));
    OsOrder.Result other = by("echo run >> runs").bring(new OsOrder(2, "3.0"));

    assertThat(again)
        .isEqualTo(
            new OsOrder.Result(
                1, false, "the program has run, and the machine is not at the version"));
    assertThat(next.begun()).isTrue();
    assertThat(other.begun()).isTrue();
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(3);
  }

  @Test
  void aMachineThatIsThereIsLeftAlone() throws IOException {
    install("2.0");

    assertThat(by("exit 1").bring(ORDER)).isEqualTo(new OsOrder.Result(1, true, "it runs 2.0"));
  }

  @Test
  void aMissingProgramIsAFailure() {
    OperatingSystem system =
        CommandedSystem.by(folder.resolve("none"), this::version, folder.resolve("data"));

    assertThat(system.bring(ORDER).begun()).isFalse();
  }

  @Test
  void whoKnowsNoWaySaysSo() {
    OperatingSystem system = CommandedSystem.fixed(this::version);

    assertThat(system.isChangeable()).isFalse();
    assertThat(system.version()).contains("1.0");
    assertThat(system.bring(ORDER).begun()).isFalse();
    assertThat(OperatingSystem.UNKNOWN.bring(ORDER).begun()).isFalse();
    assertThat(OperatingSystem.UNKNOWN.version()).isEmpty();
  }

  private OperatingSystem by(String script) throws IOException {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return CommandedSystem.by(program, this::version, folder.resolve("data"));
  }

  private Optional<String> version() {
    return new OsRelease(folder.resolve("os-release")).version();
  }

  private void install(String version) throws IOException {
    Files.writeString(folder.resolve("os-release"), "VERSION_ID=" + version + "\n");
  }
}
