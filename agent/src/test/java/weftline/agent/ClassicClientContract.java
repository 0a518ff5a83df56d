package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceGoal.Peer;
import weftline.model.LogLine;
import weftline.model.RoleDefinition.LocalStorage;

/// A role that was written for the classic service runtime runs unchanged, in a process of its own,
/// with the published client library.
@Timeout(180)
abstract class ClassicClientContract {
  private static final LocalStorage CACHE = new LocalStorage("cache", 10, true);

  @TempDir private Path folder;
  private final LogOutbox logs = new LogOutbox();
  private ProcessDriver driver;

  /// The version of the client library; its files lie in a folder of that name.
  abstract String version();

  @BeforeEach
  void open() throws IOException {
    driver = TestDrivers.open(folder, logs, this::compileRole);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void findsWhatTheFabricSays() throws IOException {
    var goals = role("").peers(peer(1));
    var run = start(goals);
    awaitLine("running");
    assertThat(lines())
        .contains(
            "available true",
            "emulated true",
            "deployment shop-1",
            "instance web_IN_0 of web",
            "domains 2 3",
            "price 25",
            "storage " + driver.folder(goals.id()).storage(CACHE),
            "endpoint " + goals.endpoints.getFirst().port(),
            "instances 2",
            "peer port 20001");
    end(run);
  }

  @Test
  void isBusyWhenItSaysSo() throws IOException {
    var run = start(role("busy").endpointless());
    Await.state(run, RunState.BUSY);
    end(run);
  }

  @Test
  void isReadyWhenItSaysSoOrCannotSaySo() throws IOException {
    var run = start(role("busy ready").endpointless());
    awaitLine("running");
    Await.state(run, RunState.READY);
    end(run);
  }

  @Test
  void hearsOfANewSettingWithoutARestart() throws IOException {
    var goals = role("");
    var run = start(goals);
    awaitLine("running");
    run.update(goals.settings(Map.of("Price", "30")).goal());
    awaitLine("price is now 30");
    assertThat(lines()).containsSubsequence("changing Price", "changed Price");
    assertThat(lines()).filteredOn("running"::equals).hasSize(1);
    end(run);
  }

  @Test
  void hearsOfANewPeerWithoutARestart() throws IOException {
    var goals = role("");
    var run = start(goals);
    awaitLine("running");
    run.update(goals.peers(peer(1), peer(2)).goal());
    awaitLine("instances are now 3");
    assertThat(lines()).containsSubsequence("changing web", "changed web");
    end(run);
  }

  @Test
  void getsAFreshProcessWhenAHandlerCancelsTheChange() throws IOException {
    var goals = role("cancel");
    var run = start(goals);
    awaitLine("running");
    run.update(goals.settings(Map.of("Price", "30")).goal());
    Await.state(run, RunState.RECYCLED);
    assertThat(lines()).contains("changing Price").doesNotContain("changed Price");
  }

  @Test
  void hearsThatItIsToStopBeforeItEnds() throws IOException {
    var run = start(role(""));
    awaitLine("running");
    run.stop();
    Await.state(run, RunState.STOPPED);
    assertThat(lines()).contains("stopping");
  }

  private Goals role(String wishes) throws IOException {
    return Goals.running("exec java -XX:TieredStopAtLevel=1 -cp '.:lib/*' ClassicRole " + wishes)
        .storage(CACHE)
        .endpoint("http", Goals.freePort());
  }

  private InstanceRun start(Goals goals) {
    return driver.start(goals.goal(), () -> {});
  }

  private static void end(InstanceRun run) {
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  private void awaitLine(String line) {
    Await.until("the line '" + line + "'", () -> lines().contains(line) || hasFailed());
    assertThat(lines()).contains(line);
  }

  /// The fabric's own lines tell of failures only.
  private boolean hasFailed() {
    return logs.next().stream().anyMatch(line -> line.stream().equals(LogLine.FABRIC));
  }

  private List<String> lines() {
    return logs.next().stream().map(LogLine::text).collect(Collectors.toList());
  }

  private static Peer peer(int index) {
    var endpoint = new EndpointAddress("http", "tcp", "127.0.0.1", 20_000 + index);
    return new Peer(Goals.ROLE, index, 1, index, List.of(endpoint));
  }

  private void compileRole(Path packageFile, String role, Path target) throws IOException {
    Path libraries = Path.of("target/role-clients", version()).toAbsolutePath();
    assumeTrue(Files.isDirectory(libraries), "the client libraries are copied by the build");
    Path lib = Files.createDirectories(target.resolve("approot/lib"));
    List<String> jars = new ArrayList<>();
    try (Stream<Path> found = Files.list(libraries)) {
      for (Path jar : found.toList()) {
        jars.add(Files.copy(jar, lib.resolve(jar.getFileName())).toString());
      }
    }
    Path source = folder.resolve("ClassicRole.java");
    try (var text = getClass().getResourceAsStream("/ClassicRole.java.txt")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                String.join(":", jars),
                "-d",
                target.resolve("approot").toString(),
                source.toString());
    assertThat(problems).isZero();
  }
}
