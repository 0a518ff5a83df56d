package weftline.app.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The built program on this machine: its launcher and what comes with it.
record Installation(Path home) {
  private static final int OFFSET_MIN = 1_500;
  private static final int OFFSET_MAX = 15_000;
  private static final int OFFSET_STEP = 300;
  private static final List<Integer> STANDARD_PORTS =
      List.of(7_400, 8_080, 8_081, 8_082, 8_083, 10_000, 10_001, 10_002);
  private static final AtomicInteger NEXT_OFFSET = new AtomicInteger(OFFSET_MIN);

  /// Maven runs the tests of a module in its folder.
  static Installation here() {
    return new Installation(Path.of("..").toAbsolutePath().normalize());
  }

  Path sample(String name) {
    return home.resolve("samples").resolve(name);
  }

  /// What to add to the standard ports so that none of them is taken; never the same twice, for
  /// tests run beside each other.
  static int freePortOffset() {
    return IntStream.generate(() -> NEXT_OFFSET.getAndAdd(OFFSET_STEP))
        .takeWhile(offset -> offset < OFFSET_MAX)
        .filter(offset -> STANDARD_PORTS.stream().allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  ProcessBuilder command(Map<String, String> environment, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(home.resolve("wfl").toString());
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("WFL_NO_BUILD", "1");
    builder.environment().put("NO_COLOR", "1");
    builder.environment().putAll(environment);
    return builder;
  }

  /// Runs a verb to its end.
  Outcome run(Map<String, String> environment, Duration patience, String... arguments)
      throws IOException, InterruptedException {
    Process process = command(environment, List.of(arguments)).start();
    process.getOutputStream().close();
    var killer =
        Thread.ofVirtual()
            .start(() -> {
              if (!ended(process, patience)) {
                process.destroyForcibly();
              }
            });
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    killer.join();
    return new Outcome(code, text);
  }

  private static boolean ended(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// How a verb ended, and all that it said.
  record Outcome(int exitCode, String text) {}
}
