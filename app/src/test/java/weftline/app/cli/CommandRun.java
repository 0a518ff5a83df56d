package weftline.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// What one run of the command line has printed, and how it ended.
record CommandRun(int exitCode, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  /// Without a terminal, as in a script.
  static CommandRun of(Path home, String endpoint, String... arguments) {
    return run(home, endpoint, false, "", arguments);
  }

  /// At a terminal where a person types the answer.
  static CommandRun typing(Path home, String endpoint, String answer, String... arguments) {
    return run(home, endpoint, true, answer, arguments);
  }

  /// Without a terminal, in surroundings and at a time of the caller's choice.
  static CommandRun at(
      Path home, Map<String, String> environment, InstantSource clock, String... arguments) {
    return run(new Surroundings(home, environment, clock), false, "", arguments);
  }

  private static CommandRun run(
      Path home, String endpoint, boolean interactive, String answer, String... arguments) {
    Map<String, String> environment =
        endpoint.isEmpty() ? Map.of() : Map.of("WFL_ENDPOINT", endpoint);
    return run(new Surroundings(home, environment, () -> NOW), interactive, answer, arguments);
  }

  private static CommandRun run(
      Surroundings around, boolean interactive, String answer, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            interactive,
            false,
            100);
    Session session = new Session(terminal, around.environment(), around.home(), around.clock());
    int exitCode = CommandLines.execute(CommandLines.of(session), session, arguments);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// What is around the process.
  private record Surroundings(Path home, Map<String, String> environment, InstantSource clock) {}
}
