package weftline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes a service from a template.
@Command(
    name = "new",
    header = "Make a small service that runs, to begin from.",
    description = {
      "Templates: web (one web role), web-worker (a web role and a worker role), worker.",
      "Roles are single Java files; the fabric's own JDK runs them."
    },
    footer = {"", "Example:", "  wfl new web shop && wfl deploy shop"})
final class NewCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "TEMPLATE", description = "web, web-worker or worker")
  private String template = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "The service's name, and its folder's")
  private String name = "";

  NewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, CommandFailure {
    Template found = Template.of(template);
    Path folder = Path.of(name);
    String service = String.valueOf(folder.getFileName());
    if (!service.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      throw CommandFailure.usage(
          "'%s' cannot be a service's name".formatted(service),
          "use letters, digits, '.', '_' and '-', at most 63, beginning with a letter or digit");
    }
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw CommandFailure.failed(
          "%s is there already".formatted(folder), "choose another name or remove it");
    }
    List<Path> written = found.write(folder, service);
    Terminal terminal = session.terminal();
    written.forEach(file -> terminal.out().println("  " + folder.resolve(file)));
    terminal
        .out()
        .println(
            "Next:  wfl dev %s     or, on a running fabric:  wfl deploy %s"
                .formatted(folder, folder));
    return ExitCode.DONE;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
