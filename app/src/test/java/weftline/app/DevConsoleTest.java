package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.controller.Journal;
import weftline.core.Event;
import weftline.model.NodeId;
import weftline.model.RoutingTable;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// What a newcomer reads first.
class DevConsoleTest {
  private static final Path FOLDER = Path.of("shop");

  private final StringWriter said = new StringWriter();
  private final DevConsole console = new DevConsole(new PrintWriter(said));
  private final ServiceModel model = TestService.model();

  @Test
  void saysWhereThingsAre() {
    console.starting(config(Path.of("data")));

    assertThat(said.toString())
        .contains("6 nodes in 3 fault domains")
        .contains("http://127.0.0.1:7500")
        .contains("blobs 10100, queues 10101, tables 10102");
  }

  @Test
  void saysWhatItDoesWithTheFolder() {
    console.bringing(FOLDER, new DevDeployment.Outcome.Deployed(model));
    console.bringing(FOLDER, new DevDeployment.Outcome.Unchanged(model));

    assertThat(said.toString())
        .contains("Deploying small from shop")
        .contains("small is deployed already");
  }

  @Test
  void saysWhatDiffersAndHowToUpgrade() {
    console.bringing(
        FOLDER, new DevDeployment.Outcome.Different(model, List.of("package", "configuration")));

    assertThat(said.toString())
        .contains("differs from shop")
        .contains("package and configuration")
        .contains("wfl upgrade shop");
  }

  @Test
  void tellsEventsInSentences() {
    console.event(
        new Journal.Line(
            1,
            Instant.EPOCH,
            new Event.NodeLost(new NodeId("n1"), "it fell silent", Optional.empty())));

    assertThat(said.toString()).contains("n1").contains("it fell silent");
  }

  @Test
  void saysWhereToClick() {
    console.ready(config(DataFolder.standard()), List.of(route()), Duration.ofMillis(7_120));

    assertThat(said.toString())
        .contains("Ready after 7.1 s.")
        .contains("http://127.0.0.1:8180")
        .contains("wfl chaos kill fd 1")
        .doesNotContain("export");
  }

  @Test
  void saysHowToReachAFabricWhoseDataIsElsewhere() {
    console.ready(config(Path.of("data")), List.of(), Duration.ZERO);

    assertThat(said.toString())
        .contains("export WFL_ENDPOINT=http://127.0.0.1:7500 WFL_TOKEN_FILE=data/token");
  }

  private static DevConfig config(Path data) {
    return new DevConfig(FOLDER, data, false, new DevPorts(100), Optional.empty(), 6, 3);
  }

  private static RoutingTable.Route route() {
    return new RoutingTable.Route(
        "127.0.0.1",
        8_180,
        "http",
        new ServiceName("small"),
        Slot.PRODUCTION,
        "http",
        List.of(),
        Optional.empty(),
        false);
  }
}
