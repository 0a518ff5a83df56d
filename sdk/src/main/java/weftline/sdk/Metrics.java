package weftline.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Tells the fabric numbers of the role's own, by which its scale rule may go.
///
/// ```
/// var metrics = Metrics.open();
/// metrics.report("orders-waiting", orders.size());
/// ```
///
/// A number holds until another one is reported in its place, or the process ends. The fabric looks
/// every ten seconds. A process should have one of these: each replaces what another one has said.
public final class Metrics {
  /// The environment variable that says where the numbers are written.
  public static final String FILE_VARIABLE = "WFL_METRICS_FILE";

  /// How many names there may be.
  public static final int NAMES_MAX = 16;

  /// What is greater is reported as this.
  public static final int NUMBER_MAX = 999_999_999;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final Path file;
  private Map<String, Long> said = Map.of();

  private Metrics(Path file) {
    this.file = file;
  }

  /// Whether this process was started by a fabric agent that reads numbers.
  public static boolean isAvailable() {
    return file().isPresent();
  }

  /// Ready to report.
  ///
  /// @throws IOException if nobody would read it; see [#isAvailable()]
  public static Metrics open() throws IOException {
    return of(
        file()
            .orElseThrow(() ->
                new IOException(
                    "Not started by a fabric agent that reads numbers: the environment variable "
                        + FILE_VARIABLE
                        + " is not set. Run the service with `wfl dev`.")));
  }

  static Metrics of(Path file) {
    return new Metrics(file);
  }

  /// Says a number from now on. Costs nothing if it was said last.
  ///
  /// @param name small letters, digits and hyphens, a letter first, at most 32
  /// @param number of this instance alone, not negative
  public synchronized void report(String name, long number) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name: it takes at most 32 small letters, digits and hyphens");
    }
    if (number < 0) {
      throw new IllegalArgumentException(name + " is " + number + "; it may not be below 0");
    }
    Map<String, Long> next = new TreeMap<>(said);
    next.put(name, Math.min(number, NUMBER_MAX));
    if (next.size() > NAMES_MAX) {
      throw new IllegalArgumentException(name + " is one name too many: the most is " + NAMES_MAX);
    }
    say(next);
  }

  /// Does not say this number any more.
  public synchronized void forget(String name) throws IOException {
    Map<String, Long> next = new TreeMap<>(said);
    next.remove(name);
    say(next);
  }

  /// In one step, so that nobody reads half of it.
  private void say(Map<String, Long> next) throws IOException {
    if (next.equals(said)) {
      return;
    }
    var text = new StringBuilder();
    next.forEach((name, number) -> text.append(name).append(' ').append(number).append('\n'));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    said = next;
  }

  private static Optional<Path> file() {
    return Optional.ofNullable(System.getenv(FILE_VARIABLE)).map(Path::of);
  }
}
