package weftline.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One line of the core that says something else, as a tired programmer might have written it.
///
/// @param meaning what goes wrong then
/// @param type the class in which the line stands
/// @param line what it says; once in its file
record PlantedFault(String meaning, String type, String line, String instead) {
  private static final Path SOURCES = Path.of("..", "core", "src", "main", "java");

  String className() {
    return "weftline.core." + type;
  }

  /// The source with the fault in it.
  String source() throws IOException {
    String good = Files.readString(SOURCES.resolve(className().replace('.', '/') + ".java"));
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
