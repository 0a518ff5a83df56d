package weftline.app.cli;

import picocli.CommandLine.Option;

/// How results are written.
final class OutputOptions {
  /// The two forms.
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to write results: table or json (streams: one JSON object a line).")
  private Format format = Format.TABLE;

  @Option(names = "--no-color", description = "Use no colours; NO_COLOR=1 says the same.")
  private boolean noColour;

  boolean isJson() {
    return format == Format.JSON;
  }

  Terminal terminal(Session session) {
    return noColour ? session.terminal().withoutColour() : session.terminal();
  }
}
