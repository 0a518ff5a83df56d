package weftline.app.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Programs of a fabric, a process each, that can be treated as badly as machines are.
final class Programs implements AutoCloseable {
  private final Installation installation;
  private final Path folder;
  private final Map<String, Process> running = new ConcurrentHashMap<>();

  /// @param folder gets a log of each program
  Programs(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
  }

  void start(String name, String heap, List<String> arguments) throws IOException {
    Map<String, String> environment =
        Map.of("WFL_HEAP", heap, "WFL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    running.put(
        name,
        installation
            .command(environment, arguments)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
            .start());
  }

  boolean isRunning(String name) {
    return running.containsKey(name);
  }

  /// As a power cut would, for a program and all that it has started.
  void kill(String name) {
    Process process = Optional.ofNullable(running.remove(name)).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  /// As an operator would.
  void end(String name) {
    Process process = Optional.ofNullable(running.remove(name)).orElseThrow();
    process.destroy();
    process.onExit().join();
  }

  /// It does nothing more, but its connections stand.
  void freeze(String name) throws IOException, InterruptedException {
    signal(name, "STOP");
  }

  void thaw(String name) throws IOException, InterruptedException {
    signal(name, "CONT");
  }

  private void signal(String name, String signal) throws IOException, InterruptedException {
    Process process = Optional.ofNullable(running.get(name)).orElseThrow();
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /// What they said last, for a failure's message.
  String lastWords(int lines) {
    Map<String, String> words = new TreeMap<>();
    running.keySet().forEach(name -> words.put(name, lastWords(name, lines)));
    return String.join("\n", words.values());
  }

  private String lastWords(String name, int lines) {
    try {
      List<String> all = Files.readAllLines(log(name), StandardCharsets.UTF_8);
      return name
          + ":\n  "
          + String.join("\n  ", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return name + " said nothing";
    }
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::kill);
  }
}
