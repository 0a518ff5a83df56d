package weftline.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One line of the core or of the controller that says something else, as a tired programmer might
/// have written it.
///
/// @param meaning what goes wrong then
/// @param module where the class is
/// @param type the class in which the line stands
/// @param line what it says; once in its file
record PlantedFault(String meaning, String module, String type, String line, String instead) {
  private static final Path SOURCES = Path.of("src", "main", "java");

  PlantedFault(String meaning, String type, String line, String instead) {
    this(meaning, "core", type, line, instead);
  }

  String className() {
    return "weftline.%s.%s".formatted(module, type);
  }

  /// The source with the fault in it.
  String source() throws IOException {
    Path file = SOURCES.resolve(className().replace('.', '/') + ".java");
    String good = Files.readString(Path.of("..", module).resolve(file));
    int at = good.indexOf(line);
    if (at < 0 || at != good.lastIndexOf(line)) {
      throw new IllegalStateException(
          "%s does not say this once, choose another line: %s".formatted(type, line));
    }
    return good.replace(line, instead);
  }

  @Override
  public String toString() {
    return meaning;
  }
}
