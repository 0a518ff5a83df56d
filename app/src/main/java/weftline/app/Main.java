package weftline.app;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import weftline.app.cli.CommandLines;
import weftline.app.cli.Session;
import weftline.app.cli.StorageAccountCommand;

/// The one binary: every verb of the command line, and every program of the fabric.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Session.ofSystem(), arguments));
  }

  /// Runs one verb or program to its end and gives the exit code. Who starts a program does not
  /// wait until all other verbs are there.
  static int run(Session session, String... arguments) {
    Map<String, Supplier<Object>> programs = programs(session);
    Optional<String> verb = Stream.of(arguments).findFirst();
    Optional<Supplier<Object>> asked =
        verb.flatMap(name -> Optional.ofNullable(programs.get(name)));
    if (verb.filter("sim"::equals).isPresent()) {
      Logging.quiet();
    }
    CommandLine root = asked.isPresent() ? CommandLines.bare() : CommandLines.of(session);
    Collection<Supplier<Object>> wanted =
        asked.<Collection<Supplier<Object>>>map(List::of).orElse(programs.values());
    wanted.forEach(program -> root.addSubcommand(program.get()));
    return CommandLines.execute(root, session, arguments);
  }

  private static Map<String, Supplier<Object>> programs(Session session) {
    Map<String, Supplier<Object>> programs = new LinkedHashMap<>();
    programs.put("dev", DevCommand::new);
    programs.put("controller", ControllerCommand::new);
    programs.put("agent", AgentCommand::new);
    programs.put("balancer", BalancerCommand::new);
    programs.put(
        "storage",
        () ->
            new CommandLine(new StorageCommand()).addSubcommand(StorageAccountCommand.of(session)));
    programs.put("ca", CaCommand::new);
    return programs;
  }
}
