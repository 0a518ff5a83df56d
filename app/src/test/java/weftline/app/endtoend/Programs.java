package weftline.app.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Programs of a fabric, a process each, that can be treated as badly as machines are.
final class Programs implements AutoCloseable {
  private static final String INSTANCE = "RoleInstanceID=";

  private final Site site;
  private final Path folder;
  private final Map<String, Process> running = new ConcurrentHashMap<>();

  /// @param folder gets a log of each program
  Programs(Site site, Path folder) {
    this.site = site;
    this.folder = folder;
  }

  void start(Installation installation, String name, String heap, List<String> arguments)
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("WFL_HEAP", heap, "WFL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    ProcessBuilder builder =
        installation
            .command(environment, arguments)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
    builder.command().addAll(0, site.entrance(name));
    running.put(name, builder.start());
  }

  boolean isRunning(String name) {
    return running.containsKey(name);
  }

  /// As a power cut would, for a program and all that it has started.
  void kill(String name) {
    Process process = Optional.ofNullable(running.remove(name)).orElseThrow();
    family(process).toList().forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  /// As an operator would.
  void end(String name) {
    Process process = Optional.ofNullable(running.remove(name)).orElseThrow();
    process.destroy();
    process.onExit().join();
  }

  /// Waits until it has ended by itself, and returns all that it ever said.
  String awaitEnd(String name) throws IOException {
    Optional.ofNullable(running.remove(name)).orElseThrow().onExit().join();
    return Files.readString(log(name));
  }

  void cutOff(String name) throws IOException, InterruptedException {
    site.cut(name, process(name).pid());
  }

  void mend(String name) throws IOException, InterruptedException {
    site.mend(name, process(name).pid());
  }

  /// The names of the instances whose processes an agent has started, as these were told them.
  Set<String> rolesOf(String agent) {
    return family(process(agent))
        .flatMap(each -> environment(each.pid()))
        .filter(variable -> variable.startsWith(INSTANCE))
        .map(variable -> variable.substring(INSTANCE.length()))
        .collect(Collectors.toSet());
  }

  /// Nothing if it has just ended.
  private static Stream<String> environment(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "environ");
      return Stream.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<ProcessHandle> family(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private Process process(String name) {
    return Optional.ofNullable(running.get(name)).orElseThrow();
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
