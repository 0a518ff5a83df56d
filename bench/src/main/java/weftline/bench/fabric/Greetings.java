package weftline.bench.fabric;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sample *hello* seen from outside: each question is a connection of its own, which the
/// balancer gives to the next instance, and the answer says whose it is.
///
/// @param door where the balancer listens
record Greetings(InetSocketAddress door) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Pattern NAME = Pattern.compile(" from (\\w+)");
  private static final byte[] QUESTION =
      "GET / HTTP/1.1\r\nHost: hello\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /// Who answers now; nobody does if the connection breaks.
  Optional<String> next() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(door, (int) PATIENCE.toMillis());
      socket.getOutputStream().write(QUESTION);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = NAME.matcher(answer);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Whether that many answer in turns.
  boolean areFrom(int instances) {
    Set<String> seen = new TreeSet<>();
    for (int tried = 0; tried < 2 * instances; tried++) {
      next().ifPresent(seen::add);
    }
    return seen.size() == instances;
  }

  /// Asks until that one answers.
  void awaitFrom(String instance) {
    while (next().filter(instance::equals).isEmpty()) {
      Pause.of(PAUSE);
    }
  }
}
