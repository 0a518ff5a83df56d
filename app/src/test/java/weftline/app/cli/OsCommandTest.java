package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operating systems on the command line.
class OsCommandTest {
  private static final String OS =
      """
      {"goal": {"version": "2.0", "container": "c1", "nodes": ["n1", "n2"], "atOnce": 10,
        "failedPercent": 10, "within": 1800, "by": "ann", "since": "2026-11-21T08:00:00Z",
        "paused": "1 of the 3 machines begun have failed", "begun": 3, "failed": 1},
       "versions": {"1.0": 2, "2.0": 1}, "left": 2,
       "working": [{"node": "n1", "stage": "installing", "since": "2026-11-21T08:00:01Z"}],
       "waiting": [{"node": "n2", "reason": "shop-1/web_IN_1 is not ready"}]}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void areShownAndChanged() throws IOException {
    try (FakeFabric fabric = new FakeFabric()) {
      fabric.answer("POST /v1/os", 202, "{\"findings\": []}");
      fabric.answer("POST /v1/os/pause", 202, "{\"findings\": []}");
      fabric.answer("GET /v1/os", 200, OS);

      CommandRun upgrade =
          run(
              fabric,
              "os",
              "upgrade",
              "2.0",
              "--container",
              "c1",
              "--nodes",
              "n1,n2",
              "--within",
              "20m");

      assertThat(upgrade.err()).isEmpty();
      assertThat(upgrade.out())
          .isEqualTo(
              """
              ann wants 2.0 in container c1 on n1, n2 since 2026-11-21T08:00:00Z: 2 nodes left, \
              3 begun, 1 failed.
              Paused: 1 of the 3 machines begun have failed.
              VERSION  NODES
              1.0      2
              2.0      1
              NODE  STAGE       SINCE
              n1    installing  2026-11-21T08:00:01Z
              NODE  WAITS
              n2    shop-1/web_IN_1 is not ready
              """);
      assertThat(run(fabric, "os", "pause").out()).isEqualTo(upgrade.out());
      assertThat(run(fabric, "os", "-o", "json").out()).contains("\"failedPercent\"");
      assertThat(fabric.asked())
          .contains(
              "POST /v1/os {\"container\":\"c1\",\"nodes\":[\"n1\",\"n2\"],"
                  + "\"version\":\"2.0\",\"within\":1200}",
              "POST /v1/os/pause {}");
    }
  }

  private CommandRun run(FakeFabric fabric, String... arguments) {
    return CommandRun.of(folder, fabric.endpoint(), arguments);
  }
}
