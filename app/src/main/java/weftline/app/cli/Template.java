package weftline.app.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The services that `wfl new` can make. Their files are resources beside this class, programs as
/// text; `SERVICE` stands for the service's name.
enum Template {
  WEB("web", List.of("web/Web.java")),
  WEB_WORKER("web-worker", List.of("web/Web.java", "worker/Worker.java")),
  WORKER("worker", List.of("worker/Worker.java"));

  private static final List<String> ALWAYS =
      List.of("ServiceDefinition.csdef", "ServiceConfiguration.cscfg");

  private final String title;
  private final List<String> programs;

  Template(String title, List<String> programs) {
    this.title = title;
    this.programs = programs;
  }

  static Template of(String title) throws CommandFailure {
    Optional<Template> found =
        Arrays.stream(values()).filter(each -> each.title.equals(title)).findFirst();
    return found.orElseThrow(() ->
        CommandFailure.usage(
            "there is no template '%s'".formatted(title),
            "choose one of "
                + Arrays.stream(values())
                    .map(each -> each.title)
                    .collect(Collectors.joining(", "))));
  }

  /// What was written, seen from the folder.
  List<Path> write(Path folder, String service) throws IOException {
    for (String file : ALWAYS) {
      write(folder.resolve(file), resource(title + "/" + file), service);
    }
    for (String program : programs) {
      write(folder.resolve(program), resource(program + ".txt"), service);
    }
    return Stream.concat(ALWAYS.stream(), programs.stream()).map(Path::of).toList();
  }

  private static void write(Path target, String text, String service) throws IOException {
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(target, text.replace("SERVICE", service));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream("templates/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("the program lacks its template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
