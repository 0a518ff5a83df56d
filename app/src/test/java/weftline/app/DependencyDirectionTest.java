package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the sources to the rules of dependency in DESIGN: what each folder may import. Nothing
/// points up or sideways, and each heavy library is known to one folder.
class DependencyDirectionTest {
  private static final Path ROOT = root();

  /// For every folder: the packages beyond its own, the JDK and JSpecify that it may import.
  private static final Map<String, Set<String>> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", Set.of()),
              Map.entry("core", Set.of("weftline.model")),
              Map.entry("kv", Set.of()),
              Map.entry("sdk", Set.of()),
              Map.entry(
                  "net",
                  Set.of(
                      "weftline.model",
                      "io.vertx",
                      "io.netty",
                      "tools.jackson",
                      "com.fasterxml.jackson.annotation",
                      "org.bouncycastle",
                      "org.slf4j")),
              Map.entry("kv-rocksdb", Set.of("weftline.kv", "org.rocksdb", "org.slf4j")),
              Map.entry("storage", Set.of("weftline.net", "weftline.kv", "org.slf4j")),
              Map.entry(
                  "controller",
                  Set.of(
                      "weftline.core",
                      "weftline.net",
                      "weftline.model",
                      "io.microraft",
                      "org.slf4j")),
              Map.entry("agent", Set.of("weftline.net", "weftline.model", "org.slf4j")),
              Map.entry("balancer", Set.of("weftline.net", "weftline.model", "org.slf4j")),
              Map.entry(
                  "sim",
                  Set.of(
                      "weftline.agent",
                      "weftline.balancer",
                      "weftline.controller",
                      "weftline.core",
                      "weftline.model",
                      "weftline.net")),
              Map.entry("app", Set.of("weftline", "picocli", "org.slf4j", "ch.qos.logback")),
              Map.entry(
                  "bench",
                  Set.of(
                      "weftline.controller",
                      "weftline.core",
                      "weftline.model",
                      "weftline.net",
                      "com.sun.management",
                      "io.vertx",
                      "com.azure",
                      "org.cloudsimplus"))));

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

  @Test
  void everyImportPointsDown() {
    List<String> offences = new ArrayList<>();
    ALLOWED.forEach((folder, allowed) -> offences.addAll(offences(folder, allowed)));
    assertThat(offences).isEmpty();
  }

  @Test
  void everyFolderHasARule() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      assertThat(
              folders
                  .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                  .map(folder -> String.valueOf(folder.getFileName()))
                  .filter(name -> !name.equals("samples")))
          .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }
  }

  @Test
  void aPackageBelongsToOneFolder() {
    Map<String, String> owners = new TreeMap<>();
    for (String folder : ALLOWED.keySet()) {
      for (Path source : sources(folder)) {
        String pack = String.valueOf(source.getParent());
        String name = pack.substring(pack.indexOf("src/main/java") + 14);
        assertThat(owners.getOrDefault(name, folder)).as(name).isEqualTo(folder);
        owners.put(name, folder);
      }
    }
  }

  private static List<String> offences(String folder, Set<String> allowed) {
    String own = "weftline." + folder.replace("kv-rocksdb", "kv.rocksdb");
    List<String> offences = new ArrayList<>();
    for (Path source : sources(folder)) {
      Matcher imports = IMPORT.matcher(read(source));
      while (imports.find()) {
        String imported = imports.group(1);
        boolean fine =
            Stream.concat(
                    Stream.of(
                        own, "java", "javax", "jdk", "org.w3c.dom", "org.xml.sax", "org.jspecify"),
                    allowed.stream())
                .anyMatch(prefix -> imported.startsWith(prefix + "."));
        if (!fine) {
          offences.add(ROOT.relativize(source) + " imports " + imported);
        }
      }
    }
    return offences;
  }

  private static List<Path> sources(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("ARCHITECTURE.md not found above " + folder);
      }
      folder = parent;
    }
    return folder;
  }
}
