package weftline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import weftline.kv.DiskFullException;
import weftline.model.PackageException;

/// The command line as a whole: its verbs, its help, and how failures become words and exit codes.
public final class CommandLines {
  private static final int USAGE_WIDTH = 100;

  /// The verbs as the help groups them; what is in no group comes last.
  private static final Map<String, List<String>> GROUPS = groups();

  private CommandLines() {}

  public static CommandLine of(Session session) {
    CommandLine root = bare();
    for (Object verb : verbs(session)) {
      root.addSubcommand(verb);
    }
    root.addSubcommand(
        new CommandLine(new InventoryCommand())
            .addSubcommand(new InventoryCommand.Import(session))
            .addSubcommand(new InventoryCommand.Export(session)));
    return root;
  }

  /// Without any verb.
  public static CommandLine bare() {
    CommandLine root = new CommandLine(new RootCommand());
    root.getCommandSpec()
        .version(VersionCommand.text())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and end.")
                .build());
    return root;
  }

  /// Every verb that is only a client, or needs no fabric at all.
  private static List<Object> verbs(Session session) {
    CommandLine nodes = new CommandLine(new NodesCommand(session));
    nodes.addSubcommand(new AcceptLossCommand(session));
    NodeRulingCommand.addTo(nodes, session);
    return List.of(
        new NewCommand(session),
        new ValidateCommand(session),
        new PackCommand(session),
        new PlanCommand(session),
        new DeployCommand(session),
        new UpgradeCommand(session),
        new WalkCommand(session),
        new RollbackCommand(session),
        new SwapCommand(session),
        new ConfigCommand(session),
        new ScaleCommand(session),
        new DeleteCommand(session),
        new StatusCommand(session),
        new MapCommand(session),
        new EventsCommand(session),
        new LogsCommand(session),
        new ExplainCommand(session),
        new WaitCommand(session),
        nodes,
        new ProblemsCommand(session),
        new ControllersCommand(session),
        new ContainersCommand(session),
        new OsCommand(session),
        new StateCommand(session),
        new DrainCommand(session),
        new UndrainCommand(session),
        new ChaosCommand(session),
        new CommandLine(new SimCommand(session)).addSubcommand(new ChicagoCommand(session)),
        new VersionCommand(session),
        new CompletionCommand(session));
  }

  /// Runs a verb to its end and gives the exit code. Call it when all verbs are registered.
  public static int execute(CommandLine root, Session session, String... arguments) {
    Terminal terminal = session.terminal();
    root.getSubcommands().values().forEach(CommandLines::addHelp);
    addHelp(root);
    root.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new Durations())
        .registerConverter(Instant.class, Misuse::time)
        .registerConverter(
            int.class, text -> Math.toIntExact(Misuse.number(text, Integer.MAX_VALUE)))
        .registerConverter(long.class, text -> Misuse.number(text, Long.MAX_VALUE))
        .setUsageHelpWidth(USAGE_WIDTH)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((e, _) -> misused(e, terminal))
        .setExecutionExceptionHandler((e, _, _) -> failed(e, terminal));
    root.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandLines::commandList);
    return root.execute(arguments);
  }

  private static void addHelp(CommandLine command) {
    if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this and end.")
                  .build());
    }
    command.getSubcommands().values().forEach(CommandLines::addHelp);
  }

  private static int misused(ParameterException e, Terminal terminal) {
    CommandLine command = e.getCommandLine();
    terminal.err().println(terminal.red("✖") + " " + Misuse.said(e));
    Misuse.meant(e)
        .ifPresent(words -> terminal.err().println("  Did you mean %s?".formatted(words)));
    terminal.err().println("  See: %s --help".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static int failed(Exception failure, Terminal terminal) throws Exception {
    return switch (failure) {
      case CommandFailure known -> complain(terminal, known, known.cure(), known.exitCode());
      case PackageException known -> complain(terminal, known, known.cure(), ExitCode.FAILED);
      case IOException io -> complain(terminal, io, cure(io), ExitCode.FAILED);
      default -> throw failure;
    };
  }

  private static int complain(Terminal terminal, Exception failure, String cure, int exitCode) {
    boolean ours = !cure.isEmpty();
    terminal.err().println(terminal.red("✖") + " " + said(failure));
    if (ours) {
      terminal.err().println("  " + cure);
    }
    return exitCode;
  }

  /// What helps where there is no room; nothing is known of any other outage.
  static String cure(IOException failure) {
    return DiskFullException.isReason(said(failure))
        ? "make room on that disk, or name a folder on another one"
        : "";
  }

  /// What a failure has to say, for people.
  public static String said(Exception failure) {
    return failure instanceof CommandFailure || speaks(failure)
        ? String.valueOf(failure.getMessage())
        : sentence(failure);
  }

  /// Whether the message is a sentence; that of a file system is the name of the file alone.
  private static boolean speaks(Exception failure) {
    return !(failure instanceof FileSystemException) && failure.getMessage() != null;
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no file or folder " + missing.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileAlreadyExistsException other ->
          other.getFile() + " is there already, and is no folder; name another one";
      case FileSystemException other when other.getReason() != null ->
          "%s: %s".formatted(other.getFile(), other.getReason());
      default -> String.valueOf(failure);
    };
  }

  private static String commandList(Help help) {
    Map<String, Help> verbs = new LinkedHashMap<>(help.subcommands());
    StringBuilder text = new StringBuilder();
    GROUPS.forEach((title, names) -> {
      text.append(title).append(System.lineSeparator());
      names.forEach(name -> append(text, name, verbs));
    });
    if (!verbs.isEmpty()) {
      text.append("MORE").append(System.lineSeparator());
      List.copyOf(verbs.keySet()).forEach(name -> append(text, name, verbs));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Map<String, Help> verbs) {
    Help verb = verbs.remove(name);
    if (verb == null) {
      return;
    }
    String[] header = verb.commandSpec().usageMessage().header();
    text.append("  %-11s %s%n".formatted(name, header.length == 0 ? "" : header[0]));
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("GET GOING", List.of("dev", "new"));
    groups.put("PACKAGE", List.of("validate", "pack", "plan"));
    groups.put(
        "CHANGE",
        List.of("deploy", "upgrade", "walk", "rollback", "swap", "config", "scale", "delete"));
    groups.put("SEE", List.of("status", "map", "events", "logs", "explain", "wait"));
    groups.put(
        "OPERATE",
        List.of(
            "nodes",
            "containers",
            "os",
            "problems",
            "drain",
            "undrain",
            "inventory",
            "chaos",
            "sim"));
    groups.put("PROGRAMS", List.of("controller", "agent", "balancer", "storage", "ca"));
    return groups;
  }
}
