package weftline.app.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weftline.controller.api.ControllerView;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Json;

/// Controllers of one fabric, a process each, and the storage that they share.
final class Controllers implements AutoCloseable {
  private static final String TOKEN = "0123456789012345678901234567890123456789";

  private final Path folder;
  private final Path token;
  private final int storageOffset;
  private final HttpClient client = HttpClient.open();
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Programs programs;

  Controllers(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.token = folder.resolve("token");
    Files.writeString(token, TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    this.storageOffset = Installation.freePortOffset();
    this.programs = new Programs(new LoopbackSite(storageOffset), folder);
    for (int number = 1; number <= 4; number++) {
      ports.put("c" + number, freePort());
    }
    launch(
        "storage",
        List.of(
            "storage",
            "--data",
            folder.resolve("storage").toString(),
            "--port-offset",
            String.valueOf(storageOffset)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /// The package store must be there before a controller starts.
  boolean hasStorage() {
    try {
      return client.send(HttpCall.get(URI.create(blobs()))).status() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String blobs() {
    return "http://127.0.0.1:%d/devstoreaccount1".formatted(10_000 + storageOffset);
  }

  /// Starts one whose group begins with the first three.
  void start(String name) throws IOException, InterruptedException {
    List<String> begin =
        List.of("c1", "c2", "c3").stream().map(peer -> peer + "=" + address(peer)).toList();
    launch(
        name,
        List.of(
            "controller",
            "--name",
            name,
            "--peers",
            String.join(",", begin),
            "--listen",
            address(name),
            "--data",
            folder.resolve(name).toString(),
            "--token",
            token.toString(),
            "--blobs",
            blobs(),
            "--primary-silence",
            System.getProperty("weftline.silence", "1s")));
  }

  private void launch(String name, List<String> arguments)
      throws IOException, InterruptedException {
    programs.start(Installation.here(), name, "200m", arguments);
  }

  String address(String name) {
    return "127.0.0.1:" + Optional.ofNullable(ports.get(name)).orElseThrow();
  }

  List<String> alive() {
    return ports.keySet().stream().filter(programs::isRunning).toList();
  }

  /// As a power cut would, for the process.
  void kill(String name) {
    programs.kill(name);
  }

  /// Empty while no controller that runs knows of one that runs.
  Optional<String> primary() {
    return alive().stream()
        .flatMap(name -> view(name).stream())
        .filter(each -> each.role().equals("primary"))
        .map(ControllerView::name)
        .filter(programs::isRunning)
        .findFirst();
  }

  /// The group as this controller knows it; empty if it does not answer.
  List<ControllerView> view(String name) {
    try {
      HttpAnswer answer = get(name, "/v1/controllers?stale=true");
      return answer.ok() ? Json.readList(answer.body(), ControllerView.class) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  HttpAnswer get(String name, String path) throws IOException {
    return client.send(authorized(HttpCall.get(uri(name, path))));
  }

  HttpAnswer post(String name, String path, Object body) throws IOException {
    return client.send(authorized(HttpCall.postJson(uri(name, path), body)));
  }

  HttpAnswer delete(String name, String path) throws IOException {
    return client.send(authorized(HttpCall.delete(uri(name, path))));
  }

  private URI uri(String name, String path) {
    return URI.create("http://" + address(name) + path);
  }

  private static HttpCall authorized(HttpCall call) {
    return call.with("Authorization", "Bearer " + TOKEN);
  }

  @Override
  public void close() {
    programs.close();
    client.close();
  }
}
