package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import weftline.model.OsOrder;

/// Has an operator's program bring the machine to another version of its operating system. The
/// program gets the version as its only argument, ends with 0 if nothing went wrong, and may let
/// the machine start again; for one order it is run once.
public final class CommandedSystem implements OperatingSystem {
  /// Of what the program says, the last two of these are kept.
  private static final int PART_BYTES = 16 << 10;

  private static final int DETAIL_LENGTH_MAX = 200;

  private final Supplier<Optional<String>> version;
  private final Optional<Path> program;
  private final Path begun;

  private CommandedSystem(Supplier<Optional<String>> version, Optional<Path> program, Path begun) {
    this.version = version;
    this.program = program;
    this.begun = begun;
  }

  /// Knows its version, and cannot change it.
  public static OperatingSystem fixed(Supplier<Optional<String>> version) {
    return new CommandedSystem(version, Optional.empty(), Path.of(""));
  }

  /// Is brought to other versions by a program.
  ///
  /// @param version asked anew after each order
  /// @param folder where it is kept which order was begun
  public static OperatingSystem by(Path program, Supplier<Optional<String>> version, Path folder) {
    return new CommandedSystem(version, Optional.of(program), folder.resolve("os-order"));
  }

  @Override
  public Optional<String> version() {
    return version.get();
  }

  @Override
  public boolean isChangeable() {
    return program.isPresent();
  }

  @Override
  public OsOrder.Result bring(OsOrder order) {
    if (version().filter(order.version()::equals).isPresent()) {
      return new OsOrder.Result(order.number(), true, "it runs " + order.version());
    }
    if (program.isEmpty()) {
      return failed(order, "its agent was not told of a program for it");
    }
    try {
      return run(order, program.get());
    } catch (IOException e) {
      return failed(order, "its program cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(order, "its agent ended while the program ran");
    }
  }

  private OsOrder.Result run(OsOrder order, Path command) throws IOException, InterruptedException {
    String known = "%d %s".formatted(order.number(), order.version());
    if (Files.exists(begun) && Files.readString(begun).strip().equals(known)) {
      return failed(order, "the program has run, and the machine is not at the version");
    }
    Files.createDirectories(begun.toAbsolutePath().getParent());
    Files.writeString(begun, known);
    Process process =
        new ProcessBuilder(command.toString(), order.version()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String last = lastLine(process);
      int code = process.waitFor();
      return code == 0
          ? new OsOrder.Result(order.number(), true, last)
          : failed(order, "its program ended with %d: %s".formatted(code, last));
    } finally {
      process.destroy();
    }
  }

  private static String lastLine(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      String text = new String(end(out), StandardCharsets.UTF_8);
      String last = text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
      return last.substring(0, Math.min(last.length(), DETAIL_LENGTH_MAX)).strip();
    }
  }

  /// Reads all of it, for a program that is not heard stands still.
  private static byte[] end(InputStream out) throws IOException {
    byte[] before = {};
    byte[] newest = {};
    byte[] next = out.readNBytes(PART_BYTES);
    while (next.length > 0) {
      before = newest;
      newest = next;
      next = out.readNBytes(PART_BYTES);
    }
    byte[] end = Arrays.copyOf(before, before.length + newest.length);
    System.arraycopy(newest, 0, end, before.length, newest.length);
    return end;
  }

  private static OsOrder.Result failed(OsOrder order, String detail) {
    return new OsOrder.Result(order.number(), false, detail);
  }
}
