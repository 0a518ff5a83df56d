package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Surroundings;

/// The last way out, as an operator takes it.
class ControllerRescueCommandTest {
  private static final Peer SELF = new Peer("c1", "10.0.0.1:7400");

  @TempDir Path data;

  private final StringWriter said = new StringWriter();

  /// A controller of two that has run once.
  @BeforeEach
  void runOnce() throws IOException {
    try (LedgerThread thread = new LedgerThread(() -> {})) {
      Surroundings nobody =
          new Surroundings(thread, (_, _) -> {}, System::nanoTime, 1, Runnable::run);
      List<Peer> two = List.of(SELF, new Peer("c2", "10.0.0.2:7400"));
      RaftLedger.open(new DataFolder(data).ledger(), SELF, two, nobody).close();
    }
  }

  @Test
  void saysWhatIsThereAndChangesNothing() {
    assertThat(run(data.toString())).isZero();

    assertThat(said.toString())
        .contains("c1=10.0.0.1:7400 has the fabric as it was after event 0")
        .contains("0 nodes, 0 services")
        .contains("Nothing was changed.");
    assertThat(data.resolve("ledger.before-1")).doesNotExist();
  }

  @Test
  void goesOnAloneWhenTheOthersAreGone() {
    assertThat(run(data.toString(), "--others-are-gone", "--address", "10.0.0.9:7400")).isZero();

    assertThat(said.toString()).contains("c1 is alone now, at 10.0.0.9:7400.");
    assertThat(data.resolve("ledger.before-1")).isDirectory();
    assertThat(data.resolve("ledger")).isDirectory();
  }

  @Test
  void refusesAnAddressThatNobodyCanCall() {
    assertThat(run(data.toString(), "--others-are-gone", "--address", "nowhere")).isEqualTo(2);

    assertThat(data.resolve("ledger.before-1")).doesNotExist();
  }

  private int run(String... arguments) {
    PrintWriter out = new PrintWriter(said);
    return new CommandLine(new ControllerRescueCommand())
        .setOut(out)
        .setErr(out)
        .setExecutionExceptionHandler((_, _, _) -> 1)
        .execute(arguments);
  }
}
