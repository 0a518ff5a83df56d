package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What an agent is not started with.
class AgentCommandTest {
  @TempDir Path folder;

  @Test
  void aFaultDomainIsANumberFromZeroUp() {
    assertThat(refused("--name", "n1", "--fault-domain", "-1")).contains("from 0 up");
  }

  @Test
  void aNameAndPortsThatCannotBeAreSaid() {
    assertThat(refused("--name", "n 1", "--fault-domain", "0")).contains("'n 1' is no name");
    assertThat(refused("--name", "n1", "--fault-domain", "0", "--first-port", "65000"))
        .contains("65000 to 65999");
  }

  @Test
  void aControllerWithoutAddressIsSaidBeforeAnyThreadTriesIt() {
    String said =
        refused("--name", "n1", "--fault-domain", "0", "--controller", "http://10.0.0.1:7400,c2");
    assertThat(said).contains("'c2' is not the address of a program");
  }

  /// The message; the exit code is that of wrong usage.
  private String refused(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine agent = new CommandLine(new AgentCommand()).setErr(new PrintWriter(said));
    agent.getCommandSpec().exitCodeOnInvalidInput(64);
    String[] all =
        Stream.concat(
                Stream.of("--controller", "http://127.0.0.1:7400", "--data", folder.toString()),
                Stream.of(arguments))
            .toArray(String[]::new);
    assertThat(agent.execute(all)).isEqualTo(64);
    return said.toString();
  }
}
