package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weftline.app.cli.Session;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;

/// What the Java machine is shown, so that later machines know what is hot.
class RehearsalTest {
  @TempDir Path folder;

  @Test
  void everyRequestOfTheRehearsalSucceeds() {
    CommandLine command = new CommandLine(new StorageRehearseCommand());
    String[] twice = {"--data", folder.toString(), "--rounds", "2"};

    assertThat(command.execute(twice)).isZero();
  }

  @Test
  void controllersAreLedThroughAnElectionAndNodesThroughAnInstancesLife()
      throws IOException, InterruptedException {
    try (Network network = Network.open()) {
      FabricRehearsal.play(network, folder, 2);
    }

    try (Stream<Path> each = Files.list(folder)) {
      assertThat(each.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("c1", "c2", "c3", "nodes");
    }
    try (Stream<Path> kept = Files.walk(folder.resolve("nodes"))) {
      assertThat(kept.map(path -> path.getFileName().toString())).contains("worker.sh");
    }
  }

  @Test
  void aRefusalEndsIt() throws IOException {
    try (Network network = Network.open();
        HttpServer server =
            HttpServer.listen(
                network,
                HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                _ -> CompletableFuture.completedStage(Response.text(403, "not you")));
        RehearsalConnection connection = RehearsalConnection.to(server.address())) {
      assertThatThrownBy(() -> connection.ask("GET / HTTP/1.1\r\nHost: a\r\n", new byte[0]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("403")
          .hasMessageContaining("not you");
    }
  }

  @Test
  void whoStartsAProgramSeesThatProgramAlone() {
    assertThat(Main.run(Session.ofSystem(), "storage", "--help")).isZero();
    assertThat(Main.run(Session.ofSystem(), "nonsense")).isEqualTo(64);
  }
}
