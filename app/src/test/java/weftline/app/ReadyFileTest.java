package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.Generation;
import weftline.model.RoutingTable;
import weftline.model.ServiceName;
import weftline.model.Slot;
import weftline.net.JsonTree;

/// One object with every endpoint.
class ReadyFileTest {
  @TempDir Path folder;

  @Test
  void namesEveryEndpoint() throws IOException {
    JsonTree ready = written(route("http", 8_180), route("tcp", 8_181));

    assertThat(ready.at("pid").number()).contains(ProcessHandle.current().pid());
    assertThat(ready.at("management").text()).contains("http://127.0.0.1:7500");
    assertThat(ready.at("blob").text()).contains("http://127.0.0.1:10100/devstoreaccount1");
    assertThat(ready.at("tokenFile").text()).contains(folder.resolve("token").toString());
    JsonTree production = ready.at("services").at("small").at("production");
    assertThat(production.at("http").text()).contains("http://127.0.0.1:8180");
    assertThat(production.at("tcp").text()).contains("tcp://127.0.0.1:8181");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    written(route("http", 8_180));

    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("ready.json"));
    }
  }

  private JsonTree written(RoutingTable.Route... routes) throws IOException {
    Path file = folder.resolve("ready.json");
    ReadyFile.of(
            new DataFolder(folder),
            new DevPorts(100),
            new RoutingTable(new Generation(1), List.of(routes)))
        .write(file);
    return JsonTree.parse(Files.readAllBytes(file));
  }

  private static RoutingTable.Route route(String protocol, int port) {
    return new RoutingTable.Route(
        "127.0.0.1",
        port,
        protocol,
        new ServiceName("small"),
        Slot.PRODUCTION,
        protocol,
        List.of(),
        Optional.empty(),
        false);
  }
}
