package weftline.app.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a command reads and writes: results to `out`, everything else to `err`.
///
/// @param interactive whether a person sits there, so that questions and redrawing make sense
/// @param colour whether colours may be used unless an option forbids them
/// @param width of a line, in characters
record Terminal(
    PrintStream out,
    PrintStream err,
    InputStream in,
    boolean interactive,
    boolean colour,
    int width) {
  private static final int WIDTH_DEFAULT = 100;
  private static final int WIDTH_MIN = 40;

  static Terminal ofSystem(Map<String, String> environment) {
    boolean interactive =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || !environment.getOrDefault("WFL_NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.in,
        interactive,
        interactive && !plain,
        width(environment.getOrDefault("COLUMNS", "")));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int width(String columns) {
    return columns.matches("[0-9]{1,4}")
        ? Math.max(WIDTH_MIN, Integer.parseInt(columns))
        : WIDTH_DEFAULT;
  }

  Terminal withoutColour() {
    return new Terminal(out, err, in, interactive, false, width);
  }

  /// Asks, and returns what was typed; empty at the end of the input.
  String ask(String question) throws IOException {
    err.print(question);
    err.flush();
    String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line.strip();
  }

  String green(String text) {
    return coloured("32", text);
  }

  String red(String text) {
    return coloured("31", text);
  }

  String yellow(String text) {
    return coloured("33", text);
  }

  String bold(String text) {
    return coloured("1", text);
  }

  String dim(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
