package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.api.ServiceView;

/// What a newcomer tries in the first quarter of an hour, on a machine where the first port is
/// taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(2)
@Timeout(300)
final class HelloIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FIRST_SERVICE_PORT = 8_080;

  private final Installation installation = Installation.here();
  private DevFabric fabric;
  private ServerSocket squatter;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int offset = Installation.freePortOffset();
    squatter = new ServerSocket();
    squatter.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_SERVICE_PORT + offset));
    fabric = DevFabric.start(installation, installation.sample("hello"), folder, offset);
  }

  @AfterAll
  void stop() throws IOException {
    fabric.close();
    squatter.close();
  }

  @Test
  @Order(1)
  void nextFreePortIsTakenForTheService() {
    assertThat(fabric.page().getPort()).isGreaterThan(squatter.getLocalPort());
    assertThat(greeting()).startsWith("Hello from web_IN_");
  }

  @Test
  @Order(2)
  void scaledServiceAnswersFromAllItsInstances() throws Exception {
    succeed("scale", "hello", "web=3");

    List<String> seen = Await.present("three instances", PATIENCE, () -> distinctGreetings(3));

    assertThat(seen).contains("Hello from web_IN_2");
    assertThat(succeed("status", "hello")).contains("web_IN_2");
    assertThat(succeed("map")).contains("web/2 ✔");
  }

  @Test
  @Order(3)
  void manualUpgradeWalksAndRollsBack(@TempDir Path folder) throws Exception {
    Path polite = politeVersion(folder.resolve("hello"));
    String before = greeting();

    succeed("upgrade", "hello", polite.toString(), "--mode", "manual", "--detach");
    succeed("walk", "hello", "--detach");
    Await.until("somebody is polite", PATIENCE, () -> greeting().startsWith("Good day"));
    succeed("rollback", "hello");

    assertThat(before).startsWith("Hello");
    assertThat(distinctGreetings(3).orElseThrow()).allMatch(text -> text.startsWith("Hello"));
  }

  @Test
  @Order(4)
  void drainedNodeIsLeft() throws Exception {
    String node = instances().getFirst().node().orElseThrow();

    succeed("drain", node);
    Await.until("the node is left", PATIENCE, () -> !nodes().contains(node) && allReady());
    succeed("undrain", node);

    assertThat(greeting()).startsWith("Hello");
  }

  @Test
  @Order(5)
  void deploymentThatFitsNowhereStartsNothingAndSaysWhy(@TempDir Path folder) throws Exception {
    Path huge = politeVersion(folder.resolve("hello"));
    Path configuration = huge.resolve("ServiceConfiguration.cscfg");
    String text = Files.readString(configuration);
    Files.writeString(configuration, text.replace("count=\"2\"", "count=\"500\""));

    var outcome = fabric.wfl("deploy", huge.toString(), "--slot", "staging");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.text()).contains("6 nodes short of memory");
    assertThat(fabric.deployment("staging").roles())
        .allSatisfy(role -> assertThat(role.ready()).isZero());
    succeed("delete", "hello", "--slot", "staging", "--yes");
  }

  @Test
  @Order(6)
  void templateOfANewServiceRunsBesideIt(@TempDir Path folder) throws Exception {
    String service = folder.resolve("shop").toString();

    succeed("new", "web", service);
    succeed("deploy", service);

    assertThat(succeed("status", "shop")).contains("running");
    succeed("delete", "shop", "--confirm", "shop");
  }

  @Test
  @Order(7)
  void strangersAreTurnedAway(@TempDir Path folder) throws Exception {
    Path wrong = Files.writeString(folder.resolve("token"), "0".repeat(64));
    var endpoint = fabric.environment().getOrDefault("WFL_ENDPOINT", "");

    assertThat(status(Map.of("WFL_ENDPOINT", endpoint, "WFL_TOKEN_FILE", wrong.toString())))
        .isEqualTo(77);
    assertThat(status(Map.of("WFL_ENDPOINT", "http://127.0.0.1:1"))).isEqualTo(69);
    assertThat(fabric.wfl("status", "--no-such-option").exitCode()).isEqualTo(64);
  }

  private int status(Map<String, String> environment) throws IOException, InterruptedException {
    return installation.run(environment, PATIENCE, "status").exitCode();
  }

  private String succeed(String... arguments) throws IOException, InterruptedException {
    var outcome = fabric.wfl(arguments);
    assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    return outcome.text();
  }

  private String greeting() {
    URI page = fabric.page();
    return Await.present(
        "a greeting",
        PATIENCE,
        () -> {
          try {
            return Optional.of(WireConnection.once(page, "GET", "/", "").body().strip());
          } catch (IOException e) {
            return Optional.empty();
          }
        });
  }

  /// What as many callers in a row are told, if each hears from another instance.
  private Optional<List<String>> distinctGreetings(int wanted) {
    List<String> heard = Stream.generate(this::greeting).limit(wanted).toList();
    return heard.stream().distinct().count() == wanted ? Optional.of(heard) : Optional.empty();
  }

  private boolean allReady() {
    return fabric.deployment("production").roles().stream()
        .allMatch(role -> role.ready() == role.wanted());
  }

  private List<String> nodes() {
    return instances().stream().flatMap(instance -> instance.node().stream()).toList();
  }

  private List<ServiceView.InstanceView> instances() {
    return fabric.deployment("production").roles().stream()
        .flatMap(role -> role.instances().stream())
        .toList();
  }

  private Path politeVersion(Path folder) throws IOException {
    Path hello = installation.sample("hello");
    Files.createDirectories(folder.resolve("web"));
    for (String file : List.of("ServiceDefinition.csdef", "ServiceConfiguration.cscfg")) {
      Files.copy(hello.resolve(file), folder.resolve(file));
    }
    String program = Files.readString(hello.resolve("web").resolve("Web.java"));
    Files.writeString(
        folder.resolve("web").resolve("Web.java"),
        program.replace("\"%s from %s\\n\"", "\"Good day, %s from %s\\n\""));
    return folder;
  }
}
