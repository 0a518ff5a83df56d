package weftline.app.endtoend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.controller.api.OperationView;
import weftline.controller.api.ServiceView;
import weftline.net.Json;

/// `wfl dev` as a process of its own, on ports and a data folder that nobody else uses.
final class DevFabric implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final Duration VERB_MAX = Duration.ofMinutes(5);

  private final Installation installation;
  private final Path service;
  private final String name;
  private final Path folder;
  private final int offset;
  private final HttpClient browser = HttpClient.newHttpClient();
  private Process process;
  private Ready ready;

  private DevFabric(Installation installation, Path service, Path folder, int offset)
      throws IOException {
    this.installation = installation;
    this.service = service;
    this.name = String.valueOf(service.getFileName());
    this.folder = folder;
    this.offset = offset;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    this.process = launch();
    this.ready = awaitReady();
  }

  /// Returns once the fabric says that the service runs.
  ///
  /// @param service its folder, which is called like it
  static DevFabric start(Installation installation, Path service, Path folder) throws IOException {
    return start(installation, service, folder, Installation.freePortOffset());
  }

  static DevFabric start(Installation installation, Path service, Path folder, int offset)
      throws IOException {
    return new DevFabric(installation, service, folder, offset);
  }

  /// Ends the whole program as a power cut would, and starts it again.
  void killAndRestart() throws IOException, InterruptedException {
    Files.delete(readyFile());
    process.destroyForcibly().waitFor();
    process = launch();
    ready = awaitReady();
  }

  Installation.Outcome wfl(String... arguments) throws IOException, InterruptedException {
    return installation.run(environment(), VERB_MAX, arguments);
  }

  URI page() {
    return URI.create(ready.url(name, "production", "http"));
  }

  /// What the management API says of the service.
  ServiceView.DeploymentView deployment(String slot) {
    try {
      var view = Json.read(ask("/v1/services/" + name), ServiceView.class);
      return view.deployments().stream()
          .filter(deployment -> deployment.slot().equals(slot))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How long the newest change of a kind took, from its acceptance until its goal state was seen.
  Duration durationOfLast(String kind) throws IOException {
    OperationView last =
        Json.readList(ask("/v1/operations"), OperationView.class).stream()
            .filter(operation -> operation.kind().equals(kind))
            .max(Comparator.comparing(OperationView::startedAt))
            .orElseThrow();
    return Duration.between(last.startedAt(), last.endedAt().orElseThrow());
  }

  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The resident set, from the system's table.
  long memoryMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(-1);
  }

  Map<String, String> environment() {
    return Map.of("WFL_ENDPOINT", ready.management(), "WFL_TOKEN_FILE", ready.tokenFile());
  }

  int offset() {
    return offset;
  }

  Path data() {
    return folder.resolve("d");
  }

  /// As a user does with Ctrl-C.
  @Override
  public void close() {
    browser.close();
    process.destroy();
    process.onExit().join();
  }

  private byte[] ask(String path) throws IOException {
    String token = Files.readString(Path.of(ready.tokenFile())).strip();
    var request =
        HttpRequest.newBuilder(URI.create(ready.management() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return browser.send(request, BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for " + path);
    }
  }

  private Process launch() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("dev", service.toString()));
    arguments.addAll(List.of("--port-offset", Integer.toString(offset)));
    arguments.addAll(List.of("--data", data().toString()));
    arguments.addAll(List.of("--ready-file", readyFile().toString()));
    return installation
        .command(Map.of(), arguments)
        .redirectOutput(Redirect.appendTo(folder.resolve("console").toFile()))
        .start();
  }

  private Path readyFile() {
    return folder.resolve("ready.json");
  }

  private Ready awaitReady() throws IOException {
    Await.until(
        "the fabric is ready", START_MAX, () -> Files.exists(readyFile()) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(folder.resolve("console")));
    }
    return Json.read(Files.readAllBytes(readyFile()), Ready.class);
  }

  /// What the fabric writes for whoever waits for it.
  record Ready(
      String management, String tokenFile, Map<String, Map<String, Map<String, String>>> services) {
    String url(String service, String slot, String endpoint) {
      return Optional.ofNullable(services.get(service))
          .flatMap(slots -> Optional.ofNullable(slots.get(slot)))
          .flatMap(endpoints -> Optional.ofNullable(endpoints.get(endpoint)))
          .orElseThrow();
    }
  }
}
