package weftline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A server that is measured: a process with a folder and three ports in a row.
final class Contestant implements AutoCloseable {
  private static final long START_NANOS_MAX = 60_000_000_000L;
  private static final int FIRST_PORT = 10_000;
  private static final int OFFSETS = 20_000;
  private static final int OFFSET_STEP = 7;
  private static final int STOP_SECONDS_MAX = 30;

  /// Who looks without a pause takes the processor from what it waits for.
  private static final long LOOK_NANOS = 2_000_000;

  private static final long REST_LOOK_NANOS = 1_000_000_000;
  private static final double REST_CPU_MAX = 0.05;
  private static final int REST_LOOKS_MAX = 120;

  private final String name;
  private final Path folder;
  private final int firstPort;
  private final Process process;
  private final double startSeconds;

  private Contestant(
      String name, Path folder, int firstPort, Process process, double startSeconds) {
    this.name = name;
    this.folder = folder;
    this.firstPort = firstPort;
    this.process = process;
    this.startSeconds = startSeconds;
  }

  /// Starts a server and waits until it answers.
  static Contestant start(String name, Path folder, Launch launch) throws IOException {
    Files.createDirectories(folder);
    int port = freePorts();
    ProcessBuilder builder =
        new ProcessBuilder(launch.command(folder, port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(folder.resolve("log.txt").toFile()));
    builder.environment().put("WFL_NO_BUILD", "1");
    long start = System.nanoTime();
    Process process = builder.start();
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() - start > START_NANOS_MAX) {
        process.destroyForcibly();
        throw new BenchException(
            name + " does not start: " + Files.readString(folder.resolve("log.txt")));
      }
    }
    return new Contestant(name, folder, port, process, (System.nanoTime() - start) / 1e9);
  }

  String name() {
    return name;
  }

  /// From the start of the process to its first answer.
  double startSeconds() {
    return startSeconds;
  }

  InetSocketAddress address(Service service) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), service.portAfter(firstPort));
  }

  Requests requests(Service service) {
    return Requests.to(service.portAfter(firstPort));
  }

  double cpuSeconds() {
    return ProcessFigures.cpuSeconds(process.toHandle());
  }

  /// Waits until the server has ended what it does behind its answers, such as merging files.
  void rest() {
    double before;
    int looks = 0;
    do {
      before = cpuSeconds();
      LockSupport.parkNanos(REST_LOOK_NANOS);
      looks++;
    } while (cpuSeconds() - before > REST_CPU_MAX && looks < REST_LOOKS_MAX);
    System.err.printf("%s at rest after %d s%n", name, looks);
  }

  long residentBytes() {
    return ProcessFigures.residentBytes(process.toHandle());
  }

  long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Contestant::size).sum();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Any answer will do, a refusal too.
  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException _) {
      LockSupport.parkNanos(LOOK_NANOS);
      return false;
    }
  }

  /// Begins to look where no other bench is likely to look at the same time.
  private static int freePorts() {
    int start = (int) (ProcessHandle.current().pid() * OFFSET_STEP % OFFSETS);
    for (int tried = OFFSET_STEP; tried < OFFSETS; tried += OFFSET_STEP) {
      int port = FIRST_PORT + (start + tried) % OFFSETS;
      if (isFree(port) && isFree(port + 1) && isFree(port + 2)) {
        return port;
      }
    }
    throw new BenchException("no three free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a server is started.
  @FunctionalInterface
  interface Launch {
    List<String> command(Path folder, int firstPort);
  }
}
