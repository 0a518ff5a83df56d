package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/// The program as it will be one day: it reads one level more than this one, and that a node is
/// drained is among what came with that level. Compiled from today's source, and put beside today's
/// libraries.
record LaterBuild(Path home) {
  static final String VERSION = "later";

  private static final String SOURCE = "core/src/main/java/weftline/core/FabricLevel.java";
  private static final String LEVEL = "LATER";
  private static final Pattern LAST_LEVEL = Pattern.compile("\\((\\d+)\\);");
  private static final String CORE = "weftline-core-";
  private static final String CONTROLLER = "weftline-controller-";

  static Installation of(Installation now, Path home) throws IOException {
    LaterBuild build = new LaterBuild(home);
    Path libraries = Files.createDirectories(home.resolve("app/target/lib"));
    Path classes = build.compile(now);
    for (String each : List.of("wfl", "tools/find-jdk.sh")) {
      Files.createDirectories(home.resolve(each).getParent());
      copy(now.home().resolve(each), home.resolve(each));
    }
    for (Path each : jars(now.home().resolve("app/target"))) {
      copy(each, home.resolve("app/target").resolve(each.getFileName()));
    }
    for (Path each : jars(now.home().resolve("app/target/lib"))) {
      build.take(each, libraries.resolve(each.getFileName()), classes);
    }
    for (String cache : List.of("wfl.aot", "servers.aot")) {
      Files.createFile(
          home.resolve("app/target").resolve(cache)); // nothing was learned, nor will be
    }
    return new Installation(home);
  }

  /// Only two of the libraries are others than today's.
  private void take(Path from, Path to, Path classes) throws IOException {
    String name = to.getFileName().toString();
    if (name.startsWith(CORE)) {
      rewrite(from, to, compiled(classes));
    } else if (name.startsWith(CONTROLLER)) {
      rewrite(from, to, Map.of());
    } else {
      copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.toString().endsWith(".jar")).toList();
    }
  }

  private Path compile(Installation now) throws IOException {
    Path classes = Files.createDirectories(home.resolve("classes"));
    Path source = home.resolve("FabricLevel.java");
    Files.writeString(source, raised(Files.readString(now.home().resolve(SOURCE))));
    String libraries =
        jars(now.home().resolve("app/target/lib")).stream()
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                System.out,
                System.out,
                "-proc:none",
                "-cp",
                libraries,
                "-d",
                classes.toString(),
                source.toString());
    assertThat(code).as("the compiler's exit code").isZero();
    return classes;
  }

  private static String raised(String source) {
    Matcher last = LAST_LEVEL.matcher(source);
    assertThat(last.find()).as("the last level in " + SOURCE).isTrue();
    int number = 1 + Integer.parseInt(last.group(1));
    return last.replaceFirst("(%d), %s(%d);".formatted(number - 1, LEVEL, number))
        .replaceFirst("HIGHEST = \\w+;", "HIGHEST = %s;".formatted(LEVEL))
        .replaceFirst(
            "(return switch \\(event\\) \\{)",
            "$1 case Event.NodeDrained _ when HIGHEST == %1$s -> %1$s;".formatted(LEVEL));
  }

  private static Map<String, byte[]> compiled(Path classes) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<Path> found = Files.walk(classes)) {
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        all.put(classes.relativize(each).toString(), Files.readAllBytes(each));
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  /// With this version's name, and other classes in the place of some.
  private static void rewrite(Path from, Path to, Map<String, byte[]> replaced) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, VERSION);
    try (OutputStream file = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      Map<String, byte[]> contents = contents(from);
      contents.putAll(replaced);
      for (Map.Entry<String, byte[]> each : contents.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        out.write(each.getValue());
      }
    }
  }

  /// Without the manifest.
  private static Map<String, byte[]> contents(Path file) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        all.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
    all.remove(JarFile.MANIFEST_NAME);
    return all;
  }
}
