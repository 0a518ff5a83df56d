package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.Controller;
import weftline.controller.LogLimits;
import weftline.controller.LogStore;
import weftline.controller.MemoryPackages;
import weftline.controller.PlayedHistory;
import weftline.controller.PlayedLedger;
import weftline.controller.Position;
import weftline.controller.Standing;
import weftline.controller.Time;
import weftline.core.Event;
import weftline.core.State;
import weftline.model.DeploymentId;
import weftline.model.PackageReference;
import weftline.model.ServiceModel;
import weftline.model.ServiceModelReader;
import weftline.model.Slot;
import weftline.model.SourceText;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;

/// The way back, where something of what was is missing.
class StateRoutesTest {
  private static final String IMAGE = "0f".repeat(32);

  @TempDir private Path folder;

  @Test
  void nobodyGoesBackToAPackageThatIsGone() throws IOException {
    PlayedLedger ledger = new PlayedLedger(new Standing.Primary());
    State shop = State.EMPTY.apply(created());
    Position then = new Position(shop, 2, Instant.EPOCH);
    ledger.hold(new PlayedHistory(Set.of(IMAGE), Optional.of(then)));

    HttpAnswer answer = goBack(ledger);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text())
        .contains("The package %s, which was in use then".formatted(IMAGE))
        .contains("PUT /v1/packages/" + IMAGE);
  }

  private HttpAnswer goBack(PlayedLedger ledger) throws IOException {
    Controller controller = Controller.open(ledger, new Time(() -> Instant.EPOCH, () -> 0));
    Path token = folder.resolve("token");
    try (Network network = Network.open();
        HttpClient client = HttpClient.open();
        HttpServer server =
            HttpServer.listen(
                network,
                HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                ManagementApi.of(
                    parts(controller), AccessToken.open(token), network.workers(), List.of()))) {
      URI uri =
          URI.create("http://127.0.0.1:%d/v1/state/rollback".formatted(server.address().getPort()));
      return client.send(
          HttpCall.postJson(uri, Map.of("to", "0"))
              .with("Authorization", "Bearer " + Files.readString(token).strip()));
    }
  }

  private ManagementApi.Parts parts(Controller controller) throws IOException {
    LogStore logs = LogStore.open(folder.resolve("logs"), LogLimits.DEFAULT);
    return new ManagementApi.Parts(controller, new MemoryPackages(), logs, Chaos.NONE);
  }

  private static Event created() {
    ServiceModel model = model();
    return new Event.DeploymentCreated(
        new DeploymentId("d1"), model.name(), Slot.PRODUCTION, "v1", model, Instant.EPOCH);
  }

  private static ServiceModel model() {
    var reading =
        ServiceModelReader.read(
            new SourceText("shop.csdef", RunningApi.definition()),
            new SourceText("shop.cscfg", RunningApi.configuration(2)));
    return new ServiceModel(
        reading.definition().orElseThrow(),
        reading.configuration().orElseThrow(),
        new PackageReference(IMAGE, 1));
  }
}
