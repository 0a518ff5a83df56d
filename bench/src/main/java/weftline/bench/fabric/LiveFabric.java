package weftline.bench.fabric;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import weftline.controller.api.ControllerView;
import weftline.controller.api.EventView;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;

/// A fabric of programs as an operator starts them, one process each, all on this machine: each
/// node has an address of its own.
final class LiveFabric implements AutoCloseable {
  static final List<String> CONTROLLERS = List.of("c1", "c2", "c3");

  private static final String TOKEN = "0123456789012345678901234567890123456789";
  private static final String LOOPBACK = "127.77.%d.%d";
  private static final int NODES_PER_BLOCK = 250;
  private static final int MANAGEMENT = 7_400;
  private static final int FIRST_PUBLIC = 8_080;
  private static final int BLOBS = 10_000;
  private static final int OFFSET_MIN = 1_000;
  private static final int OFFSET_MAX = 12_000;
  private static final int OFFSET_STEP = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration CALL_MAX = Duration.ofSeconds(1);

  private final Path launcher;
  private final Path folder;
  private final Path token;
  private final Duration nodeGrace;
  private final int offset = freeOffset();
  private final HttpClient client = HttpClient.open();
  private final Map<String, Process> running = new TreeMap<>();

  /// @param launcher `wfl`
  /// @param nodeGrace how long a node may be silent
  LiveFabric(Path launcher, Path folder, Duration nodeGrace) throws IOException {
    this.launcher = launcher;
    this.folder = Files.createDirectories(folder);
    this.nodeGrace = nodeGrace;
    this.token = folder.resolve("token");
    Files.writeString(token, TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
  }

  /// Storage and three controllers; returns when they have a primary.
  void startControllers() throws IOException {
    start(
        "storage",
        List.of("storage", "--data", data("storage"), "--port-offset", Integer.toString(offset)));
    await("storage", () -> answers(URI.create(blobs())));
    for (String name : CONTROLLERS) {
      startController(name);
    }
    await("a primary", () -> primary().isPresent());
  }

  void startController(String name) throws IOException {
    start(
        name,
        List.of(
            "controller",
            "--name",
            name,
            "--peers",
            CONTROLLERS.stream().map(peer -> peer + "=" + address(peer)).collect(joined()),
            "--listen",
            address(name),
            "--data",
            data(name),
            "--token",
            token.toString(),
            "--blobs",
            blobs(),
            "--first-port",
            Integer.toString(FIRST_PUBLIC + offset),
            "--node-grace",
            nodeGrace.toMillis() + "ms",
            "--burn-in",
            "none"));
  }

  void startBalancer() throws IOException {
    start("b1", List.of("balancer", "--controller", controllers(), "--data", data("b1")));
  }

  /// @param number from 1
  void startAgent(int number, int faultDomain) throws IOException {
    start(
        "n" + number,
        List.of(
            "agent",
            "--name",
            "n" + number,
            "--controller",
            controllers(),
            "--address",
            LOOPBACK.formatted(1 + number / NODES_PER_BLOCK, 1 + number % NODES_PER_BLOCK),
            "--fault-domain",
            Integer.toString(faultDomain),
            "--data",
            data("n" + number)));
  }

  private void start(String name, List<String> arguments) throws IOException {
    ProcessBuilder builder = command(arguments);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    running.put(name, builder.start());
  }

  private ProcessBuilder command(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(launcher.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("WFL_NO_BUILD", "1");
    builder.environment().put("WFL_HEAP", "128m");
    if (arguments.getFirst().equals("agent")) {
      builder.environment().put("WFL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    }
    builder.environment().put("WFL_ENDPOINT", "http://" + address(CONTROLLERS.getLast()));
    builder.environment().put("WFL_TOKEN_FILE", token.toString());
    return builder;
  }

  /// Runs a verb of the command line to its end.
  void wfl(String... arguments) throws IOException {
    Process process = command(List.of(arguments)).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(said);
    }
  }

  /// Ends a program and all that it has started, as a power cut would.
  void kill(String name) {
    Process process = Optional.ofNullable(running.remove(name)).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  boolean isRunning(String name) {
    return running.containsKey(name);
  }

  Optional<String> primary() {
    return CONTROLLERS.stream()
        .filter(this::isRunning)
        .flatMap(name -> list(name, "/v1/controllers?stale=true", ControllerView.class).stream())
        .filter(each -> each.role().equals("primary"))
        .map(ControllerView::name)
        .filter(this::isRunning)
        .findFirst();
  }

  /// What a controller answers; nothing if it does not, or not well.
  <T> List<T> list(String controller, String path, Class<T> type) {
    try {
      HttpAnswer answer = client.send(authorized(HttpCall.get(uri(controller, path))));
      return answer.ok() ? Json.readList(answer.body(), type) : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  /// What has been written down since the event of this number.
  List<EventView> events(long after) {
    URI uri = uri(CONTROLLERS.getFirst(), "/v1/events?after=" + after);
    List<EventView> events = new ArrayList<>();
    try {
      for (String line : client.send(authorized(HttpCall.get(uri))).text().lines().toList()) {
        events.add(Json.read(line, EventView.class));
      }
    } catch (IOException _) {
      return List.of();
    }
    return events;
  }

  /// Whether a controller has taken it.
  boolean post(String controller, String path, Object body) {
    try {
      return client.send(authorized(HttpCall.postJson(uri(controller, path), body))).ok();
    } catch (IOException _) {
      return false;
    }
  }

  /// Where the only endpoint of the only service is.
  InetSocketAddress door() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PUBLIC + offset);
  }

  void await(String what, BooleanSupplier question) {
    long begin = System.nanoTime();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      Pause.of(Duration.ofMillis(20));
    }
  }

  private boolean answers(URI uri) {
    try {
      return client.send(HttpCall.get(uri)).status() > 0;
    } catch (IOException _) {
      return false;
    }
  }

  private URI uri(String controller, String path) {
    return URI.create("http://" + address(controller) + path);
  }

  private static HttpCall authorized(HttpCall call) {
    return call.with("Authorization", "Bearer " + TOKEN).within(CALL_MAX);
  }

  private String controllers() {
    return CONTROLLERS.stream().map(name -> "http://" + address(name)).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(",");
  }

  private String address(String controller) {
    return LOOPBACK.formatted(0, CONTROLLERS.indexOf(controller) + 1) + ":" + (MANAGEMENT + offset);
  }

  private String blobs() {
    return "http://127.0.0.1:%d/devstoreaccount1".formatted(BLOBS + offset);
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private static int freeOffset() {
    return IntStream.iterate(OFFSET_MIN, each -> each < OFFSET_MAX, each -> each + OFFSET_STEP)
        .filter(each ->
            Stream.of(MANAGEMENT, FIRST_PUBLIC, BLOBS, BLOBS + 1, BLOBS + 2)
                .allMatch(port -> isFree(port + each)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::kill);
    client.close();
  }
}
