package weftline.app.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/// Whether and how long to watch a change.
final class WatchOptions {
  @Option(
      names = "--detach",
      description = "Print the operation's id and do not wait for the change to be done.")
  private boolean detach;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "15m",
      description =
          "How long to watch: 90s, 5m. The change itself goes on. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofMinutes(15);

  boolean detach() {
    return detach;
  }

  Duration timeout() {
    return timeout;
  }
}
