package weftline.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import weftline.model.SelfTest;

/// Tries the machine it runs on: whether the disk gives back what was written, memory keeps what is
/// put there, the processor computes what it should, and the clock is sane.
public final class MachineTest implements SelfTester {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final List<Byte> PATTERNS =
      List.of((byte) 0x00, (byte) 0xFF, (byte) 0x55, (byte) 0xAA);

  /// This program was not written before.
  private static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

  private static final int PRIMES_BELOW = 200_000;
  private static final int PRIMES = 17_984;
  private static final int SQUARE_ROOTS = 1_000;
  private static final double ROUNDING_MAX = 1e-9;

  private final Path folder;
  private final InstantSource clock;

  /// @param folder on the disk that instances use
  public MachineTest(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public SelfTest.Result run(SelfTest test) {
    Optional<String> trouble = Optional.empty();
    for (int round = 0; round < test.rounds() && trouble.isEmpty(); round++) {
      trouble = round(test);
    }
    return new SelfTest.Result(
        test.number(), trouble.isEmpty(), trouble.orElse("it passed its test"));
  }

  private Optional<String> round(SelfTest test) {
    Stream<Supplier<Optional<String>>> parts =
        Stream.of(
            this::clock,
            MachineTest::processor,
            () -> memory(test.memoryMegabytes()),
            () -> disk(test.diskMegabytes()));
    return parts.flatMap(part -> part.get().stream()).findFirst();
  }

  private Optional<String> clock() {
    Instant first = clock.instant();
    Instant second = clock.instant();
    return first.isBefore(EARLIEST) || second.isBefore(first)
        ? Optional.of("the clock is wrong: it says %s, then %s".formatted(first, second))
        : Optional.empty();
  }

  /// Whole numbers and fractions, against what is known of them.
  private static Optional<String> processor() {
    int primes = primesBelow(PRIMES_BELOW);
    double error = 0;
    for (int number = 1; number <= SQUARE_ROOTS; number++) {
      double root = Math.sqrt(number);
      error = Math.max(error, Math.abs(root * root - number) / number);
    }
    return primes != PRIMES || error > ROUNDING_MAX
        ? Optional.of("the processor miscounts: %d primes, error %g".formatted(primes, error))
        : Optional.empty();
  }

  private static int primesBelow(int limit) {
    boolean[] composite = new boolean[limit];
    int count = 0;
    for (int number = 2; number < limit; number++) {
      if (!composite[number]) {
        count++;
        for (long multiple = (long) number * number; multiple < limit; multiple += number) {
          composite[(int) multiple] = true;
        }
      }
    }
    return count;
  }

  private static Optional<String> memory(int megabytes) {
    byte[][] blocks = new byte[megabytes][BLOCK_BYTES];
    for (byte pattern : PATTERNS) {
      for (byte[] block : blocks) {
        Arrays.fill(block, pattern);
      }
      for (byte[] block : blocks) {
        if (!holds(block, pattern)) {
          return Optional.of("memory lost the pattern %02x".formatted(pattern));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(byte[] block, byte pattern) {
    for (byte each : block) {
      if (each != pattern) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> disk(int megabytes) {
    Path file = folder.resolve("self-test");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        long written = write(channel, megabytes);
        channel.force(true);
        long read = read(channel);
        return written == read
            ? Optional.empty()
            : Optional.of("the disk gave back something else than was written");
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("the disk cannot be used: " + e.getMessage());
    }
  }

  /// @return the checksum of all that was written
  private static long write(FileChannel channel, int megabytes) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] block = new byte[BLOCK_BYTES];
    for (int number = 0; number < megabytes; number++) {
      for (int at = 0; at < block.length; at++) {
        block[at] = (byte) (at * 31 + number * 17 + (at >> 8));
      }
      crc.update(block);
      ByteBuffer buffer = ByteBuffer.wrap(block);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
    return crc.getValue();
  }

  private static long read(FileChannel channel) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(BLOCK_BYTES);
    channel.position(0);
    while (channel.read(buffer) >= 0) {
      crc.update(buffer.flip());
      buffer.clear();
    }
    return crc.getValue();
  }
}
