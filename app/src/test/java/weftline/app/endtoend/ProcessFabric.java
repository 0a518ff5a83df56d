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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import weftline.controller.api.ControllerView;
import weftline.controller.api.NodeView;
import weftline.controller.api.ServiceView;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Identity;
import weftline.net.Json;

/// A whole fabric of programs: storage, a group of controllers, a balancer, agents in fault
/// domains. Each has an address and a certificate of its own.
final class ProcessFabric implements AutoCloseable {
  static final int FAULT_DOMAINS = 3;
  static final int NODES = 12;

  private static final String STORAGE = "s1";
  private static final String BALANCER = "b1";
  private static final int CONTROLLERS_MAX = 4;
  private static final int MANAGEMENT_PORT = 7_400;
  private static final Duration VERB_MAX = Duration.ofMinutes(10);
  private static final Duration CALL_MAX = Duration.ofSeconds(3);

  private final Installation installation;
  private final Path folder;
  private final int offset = Installation.freePortOffset();
  private final Site site = Site.here(offset);
  private final Papers papers;
  private final HttpClient client;
  private final Programs programs;
  private final Thread cleaning = new Thread(this::cleanUp);

  /// @param folder gets the data of all of them
  ProcessFabric(Installation installation, Path folder) throws IOException, InterruptedException {
    this.installation = installation;
    this.folder = folder;
    this.papers = Papers.in(folder);
    this.client = HttpClient.open(papers.operator());
    this.programs = new Programs(site, folder);
    Runtime.getRuntime().addShutdownHook(cleaning);
    // Roles are another user's when root runs the fabric, and live where the node does.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  Programs programs() {
    return programs;
  }

  Site site() {
    return site;
  }

  Papers papers() {
    return papers;
  }

  void startStorage() throws IOException, InterruptedException {
    programs.start(
        installation,
        STORAGE,
        "256m",
        List.of(
            "storage",
            "--data",
            data(STORAGE),
            "--port-offset",
            Integer.toString(offset),
            "--address",
            site.host(STORAGE),
            "--account",
            Papers.ACCOUNT + "=" + papers.accountKeyFile(),
            "--credentials",
            certificate(Identity.Kind.STORAGE, STORAGE)));
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
  void startController(String name) throws IOException, InterruptedException {
    startController(name, installation);
  }

  /// @param program which build of it
  void startController(String name, Installation program) throws IOException, InterruptedException {
    programs.start(
        program,
        name,
        "128m",
        List.of(
            "controller",
            "--name",
            name,
            "--peers",
            Stream.of("c1", "c2", "c3").map(peer -> peer + "=" + address(peer)).collect(joined()),
            "--listen",
            address(name),
            "--data",
            data(name),
            "--credentials",
            certificate(Identity.Kind.CONTROLLER, name),
            "--blobs",
            storage(10_000),
            "--account-key",
            papers.accountKeyFile().toString(),
            "--public-address",
            site.host(BALANCER),
            "--first-port",
            Integer.toString(8_080 + offset),
            "--node-grace",
            System.getProperty("weftline.grace", "15s"),
            "--primary-silence",
            System.getProperty("weftline.silence", "3s"),
            "--burn-in",
            "short"));
  }

  void startBalancer() throws IOException, InterruptedException {
    programs.start(
        installation,
        BALANCER,
        "64m",
        List.of(
            "balancer",
            "--name",
            BALANCER,
            "--controller",
            everyController(),
            "--data",
            data(BALANCER),
            "--credentials",
            certificate(Identity.Kind.BALANCER, BALANCER)));
  }

  /// @param number from 1
  void startAgent(int number) throws IOException, InterruptedException {
    String name = "n" + number;
    programs.start(
        installation,
        name,
        "64m",
        List.of(
            "agent",
            "--name",
            name,
            "--controller",
            everyController(),
            "--address",
            site.host(name),
            "--fault-domain",
            Integer.toString(number % FAULT_DOMAINS),
            "--data",
            data(name),
            "--credentials",
            certificate(Identity.Kind.NODE, name)));
  }

  private String certificate(Identity.Kind kind, String program) throws IOException {
    return papers.of(kind, program, site.host(program));
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
        .mapToObj(number -> endpoint("c" + number))
        .collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(",");
  }

  String address(String controller) {
    return site.host(controller) + ":" + (MANAGEMENT_PORT + offset);
  }

  private String endpoint(String controller) {
    return "https://" + address(controller);
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private String storage(int standardPort) {
    return "https://%s:%d/%s".formatted(site.host(STORAGE), standardPort + offset, Papers.ACCOUNT);
  }

  /// What roles are told, for none of the ports is the standard one.
  String connectionString() {
    return ("DefaultEndpointsProtocol=https;AccountName=%s;AccountKey=%s;"
            + "BlobEndpoint=%s;QueueEndpoint=%s;TableEndpoint=%s;")
        .formatted(
            Papers.ACCOUNT, papers.accountKey(), storage(10_000), storage(10_001), storage(10_002));
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

  /// On how many nodes each instance of a service runs, as the machine's list of processes knows.
  Map<String, Integer> processesOf(String service) {
    Set<String> names =
        instances(service).stream().map(ServiceView.InstanceView::name).collect(Collectors.toSet());
    Map<String, Integer> counts = new TreeMap<>();
    for (int number = 1; number <= NODES; number++) {
      programs.rolesOf("n" + number).stream()
          .filter(names::contains)
          .forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    return counts;
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
      HttpAnswer answer = client.send(HttpCall.get(uri(controller, path)).within(CALL_MAX));
      return answer.ok() ? Optional.of(Json.readList(answer.body(), type)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  HttpAnswer post(String controller, String path, Object body) throws IOException {
    return client.send(HttpCall.postJson(uri(controller, path), body).within(CALL_MAX));
  }

  /// Runs a verb of the command line, at a controller that is never replaced.
  Installation.Outcome wfl(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "WFL_ENDPOINT",
            endpoint(spokesman()),
            "WFL_CREDENTIALS",
            papers.operatorFile().toString());
    return installation.run(environment, VERB_MAX, arguments);
  }

  private String spokesman() {
    return programs.isRunning("c2") ? "c2" : "c3";
  }

  private URI uri(String controller, String path) {
    return URI.create(endpoint(controller) + path);
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(cleaning);
    programs.close();
    client.close();
    site.close();
  }

  /// For a test that is ended in the middle.
  private void cleanUp() {
    try {
      programs.close();
      site.close();
    } catch (IOException e) {
      System.err.println("what the test has laid is not cleared away: " + e.getMessage());
    }
  }
}
