package weftline.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
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

  private static CommandRun run(
      Path home, String endpoint, boolean interactive, String answer, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Map<String, String> environment = new HashMap<>();
    if (!endpoint.isEmpty()) {
      environment.put("WFL_ENDPOINT", endpoint);
    }
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            interactive,
            false,
            100);
    Session session = new Session(terminal, environment, home, () -> NOW);
    int exitCode = CommandLines.execute(CommandLines.of(session), session, arguments);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
