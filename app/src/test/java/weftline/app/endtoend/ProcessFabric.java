package weftline.app.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weftline.controller.api.ControllerView;
import weftline.controller.api.NodeView;
import weftline.controller.api.ServiceView;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;
import weftline.storage.Accounts;

/// A whole fabric of programs: storage, a group of controllers, a balancer, agents in fault
/// domains. Each controller and each node has an address of its own, which only this machine knows.
final class ProcessFabric implements AutoCloseable {
  static final int FAULT_DOMAINS = 3;
  static final int NODES = 12;

  private static final String TOKEN = "0123456789012345678901234567890123456789";
  private static final int CONTROLLERS_MAX = 4;
  private static final int MANAGEMENT_PORT = 7_400;
  private static final int ADDRESSES_PER_BLOCK = 250;
  private static final int CONTROLLER_ADDRESS = 100;
  private static final Duration VERB_MAX = Duration.ofMinutes(10);
  private static final Duration CALL_MAX = Duration.ofSeconds(3);

  private final Installation installation;
  private final Path folder;
  private final Path token;
  private final int offset = Installation.freePortOffset();
  private final HttpClient client = HttpClient.open();
  private final Programs programs;

  ProcessFabric(Installation installation, Path folder) throws IOException {
    this.installation = installation;
    this.folder = folder;
    this.token = folder.resolve("token");
    this.programs = new Programs(installation, folder);
    // Roles are another user's when root runs the fabric, and live where the node does.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.writeString(token, TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
  }

  Programs programs() {
    return programs;
  }

  void startStorage() throws IOException {
    programs.start(
        "storage",
        "256m",
        List.of("storage", "--data", data("storage"), "--port-offset", Integer.toString(offset)));
  }

  /// The package store must be there before a controller starts.
  boolean hasStorage() {
    try {
      return client.send(HttpCall.get(URI.create(storage(10_000)))).status() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Starts one whose group begins with the first three.
  void startController(String name) throws IOException {
    List<String> begin =
        List.of("c1", "c2", "c3").stream().map(peer -> peer + "=" + address(peer)).toList();
    programs.start(
        name,
        "128m",
        List.of(
            "controller",
            "--name",
            name,
            "--peers",
            String.join(",", begin),
            "--listen",
            address(name),
            "--data",
            data(name),
            "--token",
            token.toString(),
            "--blobs",
            storage(10_000),
            "--first-port",
            Integer.toString(8_080 + offset),
            "--node-grace",
            System.getProperty("weftline.grace", "6s"),
            "--primary-silence",
            System.getProperty("weftline.silence", "1s"),
            "--burn-in",
            "short"));
  }

  void startBalancer() throws IOException {
    programs.start(
        "b1", "64m", List.of("balancer", "--controller", everyController(), "--data", data("b1")));
  }

  /// @param number from 1
  void startAgent(int number) throws IOException {
    String name = "n" + number;
    programs.start(
        name,
        "64m",
        List.of(
            "agent",
            "--name",
            name,
            "--controller",
            everyController(),
            "--address",
            loopback(number),
            "--fault-domain",
            Integer.toString(number % FAULT_DOMAINS),
            "--data",
            data(name)));
  }

  List<Integer> agentsIn(int faultDomain) {
    return IntStream.rangeClosed(1, NODES)
        .filter(number -> number % FAULT_DOMAINS == faultDomain)
        .boxed()
        .toList();
  }

  /// Those that will come are named from the beginning.
  private String everyController() {
    return IntStream.rangeClosed(1, CONTROLLERS_MAX)
        .mapToObj(number -> "http://" + address("c" + number))
        .collect(Collectors.joining(","));
  }

  String address(String controller) {
    int number = Integer.parseInt(controller.substring(1));
    return loopback(CONTROLLER_ADDRESS + number) + ":" + (MANAGEMENT_PORT + offset);
  }

  private String loopback(int last) {
    return "127.%d.%d.%d"
        .formatted(offset / ADDRESSES_PER_BLOCK, 1 + offset % ADDRESSES_PER_BLOCK, last);
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private String storage(int standardPort) {
    return "http://127.0.0.1:%d/devstoreaccount1".formatted(standardPort + offset);
  }

  /// What roles are told, for none of the ports is the standard one.
  String connectionString() {
    return ("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=%s;"
            + "BlobEndpoint=%s;QueueEndpoint=%s;TableEndpoint=%s;")
        .formatted(Accounts.DEVELOPMENT_KEY, storage(10_000), storage(10_001), storage(10_002));
  }

  List<String> controllers() {
    return IntStream.rangeClosed(1, CONTROLLERS_MAX)
        .mapToObj(number -> "c" + number)
        .filter(programs::isRunning)
        .toList();
  }

  /// Empty while no controller that runs knows of one that runs.
  Optional<String> primary() {
    return controllers().stream()
        .flatMap(name -> group(name).stream())
        .filter(each -> each.role().equals("primary"))
        .map(ControllerView::name)
        .filter(programs::isRunning)
        .findFirst();
  }

  /// The group as this controller knows it; empty if it does not answer.
  List<ControllerView> group(String name) {
    return list(name, "/v1/controllers?stale=true", ControllerView.class).orElse(List.of());
  }

  List<NodeView> nodes() {
    return fromAny("/v1/nodes", NodeView.class);
  }

  /// The instances of a service in production.
  List<ServiceView.InstanceView> instances(String service) {
    return deployment(service, "production").stream()
        .flatMap(deployment -> deployment.roles().stream())
        .flatMap(role -> role.instances().stream())
        .toList();
  }

  boolean isWhole(String service) {
    return deployment(service, "production")
        .filter(deployment ->
            deployment.roles().stream().allMatch(role -> role.ready() == role.wanted()))
        .isPresent();
  }

  Optional<ServiceView.DeploymentView> deployment(String service, String slot) {
    return fromAny("/v1/services", ServiceView.class).stream()
        .filter(view -> view.name().equals(service))
        .flatMap(view -> view.deployments().stream())
        .filter(deployment -> deployment.slot().equals(slot))
        .findFirst();
  }

  private <T> List<T> fromAny(String path, Class<T> type) {
    return controllers().stream()
        .flatMap(name -> list(name, path, type).stream())
        .findFirst()
        .orElse(List.of());
  }

  /// Empty if the controller does not answer, or not well.
  <T> Optional<List<T>> list(String controller, String path, Class<T> type) {
    try {
      HttpAnswer answer = client.send(authorized(HttpCall.get(uri(controller, path))));
      return answer.ok() ? Optional.of(Json.readList(answer.body(), type)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  HttpAnswer post(String controller, String path, Object body) throws IOException {
    return client.send(authorized(HttpCall.postJson(uri(controller, path), body)));
  }

  HttpAnswer delete(String controller, String path) throws IOException {
    return client.send(authorized(HttpCall.delete(uri(controller, path))));
  }

  /// Runs a verb of the command line, at a controller that is never replaced.
  Installation.Outcome wfl(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("WFL_ENDPOINT", "http://" + address("c2"), "WFL_TOKEN_FILE", token.toString());
    return installation.run(environment, VERB_MAX, arguments);
  }

  private URI uri(String controller, String path) {
    return URI.create("http://" + address(controller) + path);
  }

  private static HttpCall authorized(HttpCall call) {
    return call.with("Authorization", "Bearer " + TOKEN).within(CALL_MAX);
  }

  /// Storage last: everybody else may want it until the end.
  @Override
  public void close() {
    programs.close();
    client.close();
  }
}
