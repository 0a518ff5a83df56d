package weftline.controller;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.LogLine;

/// The lines of one service, in numbered files. The last file grows; at its limit it is compressed
/// and a new one begun, and the oldest are dropped. Not synced to disk: a crash of the machine may
/// cost the last lines, a crash of the program does not.
final class ServiceLog {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);
  private static final Pattern NAME = Pattern.compile("(\\d{10})\\.log(\\.gz)?");
  private static final String PLAIN = ".log";
  private static final String COMPRESSED = ".log.gz";
  private static final String UNFINISHED = ".new";

  private final Path folder;
  private final LogLimits limits;
  private final Changes changes = new Changes();
  private final AtomicLong appended = new AtomicLong();
  private final AtomicLong number;
  private long size;
  private long rollAt;
  private boolean torn;

  private ServiceLog(Path folder, LogLimits limits, long number) {
    this.folder = folder;
    this.limits = limits;
    this.number = new AtomicLong(number);
    this.rollAt = limits.chunkBytes();
  }

  static ServiceLog open(Path folder, LogLimits limits) throws IOException {
    Files.createDirectories(folder);
    var numbers = numbers(folder);
    for (long each : numbers) {
      Files.deleteIfExists(folder.resolve(name(each, COMPRESSED + UNFINISHED)));
      if (Files.exists(folder.resolve(name(each, COMPRESSED)))) {
        Files.deleteIfExists(folder.resolve(name(each, PLAIN)));
      }
    }
    var log = new ServiceLog(folder, limits, numbers.isEmpty() ? 1 : numbers.last());
    log.resume();
    return log;
  }

  synchronized void append(List<LogLine> lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var line : lines) {
      bytes.writeBytes(LogFormat.encode(line));
    }
    write(bytes.toByteArray());
    appended.addAndGet(lines.size());
    changes.signal();
    if (size >= rollAt) {
      rollIfPossible();
    }
  }

  /// The number of the file that grows.
  long number() {
    return number.get();
  }

  /// How many lines have come since the start.
  long appended() {
    return appended.get();
  }

  /// Waits until more lines have come; says whether they have.
  boolean await(long seen, Duration max) throws InterruptedException {
    changes.await(() -> appended.get() > seen, max);
    return appended.get() > seen;
  }

  /// The first file with this number or a higher one.
  OptionalLong firstFrom(long wanted) throws IOException {
    return numbers(folder).tailSet(wanted).stream().mapToLong(Long::longValue).findFirst();
  }

  /// The bytes of a file from a place on; empty if it has been dropped.
  Optional<InputStream> read(long wanted, long offset) throws IOException {
    try {
      var plain = Files.newInputStream(folder.resolve(name(wanted, PLAIN)));
      plain.skipNBytes(offset);
      return Optional.of(new BufferedInputStream(plain));
    } catch (NoSuchFileException _) {
      return readCompressed(wanted, offset);
    }
  }

  /// When something was last written to a file; the epoch if it has been dropped.
  Instant lastWritten(long wanted) throws IOException {
    try {
      return Files.getLastModifiedTime(folder.resolve(name(wanted, PLAIN))).toInstant();
    } catch (NoSuchFileException _) {
      var compressed = folder.resolve(name(wanted, COMPRESSED));
      return Files.exists(compressed)
          ? Files.getLastModifiedTime(compressed).toInstant()
          : Instant.EPOCH;
    }
  }

  private Optional<InputStream> readCompressed(long wanted, long offset) throws IOException {
    try {
      var unpacked =
          new GZIPInputStream(Files.newInputStream(folder.resolve(name(wanted, COMPRESSED))));
      unpacked.skipNBytes(offset);
      return Optional.of(new BufferedInputStream(unpacked));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Goes on where the last run has stopped. Its last line may be torn, so a new one is begun.
  private void resume() throws IOException {
    var file = folder.resolve(name(number.get(), PLAIN));
    if (Files.exists(folder.resolve(name(number.get(), COMPRESSED)))) {
      number.incrementAndGet();
    } else if (Files.exists(file) && Files.size(file) > 0) {
      torn = true;
    }
  }

  private void write(byte[] bytes) throws IOException {
    var file = folder.resolve(name(number.get(), PLAIN));
    try (var out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (torn) {
        out.write('\n');
      }
      torn = true;
      out.write(bytes);
      torn = false;
    }
    size = Files.size(file);
  }

  /// The lines are kept either way: a full disk is no reason to send them again. The next try is a
  /// whole chunk away, for it costs the same again.
  private void rollIfPossible() {
    try {
      roll();
      rollAt = limits.chunkBytes();
    } catch (IOException e) {
      rollAt = size + limits.chunkBytes();
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.toString())
          .log("cannot compress a log of a service");
    }
  }

  private void roll() throws IOException {
    var file = folder.resolve(name(number.get(), PLAIN));
    var unfinished = folder.resolve(name(number.get(), COMPRESSED + UNFINISHED));
    try (var out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
      Files.copy(file, out);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished); // a full disk gets its bytes back
      throw e;
    }
    Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(file));
    Files.move(
        unfinished, folder.resolve(name(number.get(), COMPRESSED)), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
    size = 0;
    number.incrementAndGet();
    dropOldest();
  }

  private void dropOldest() throws IOException {
    long kept = 0;
    for (long each : numbers(folder).descendingSet()) {
      var file = folder.resolve(name(each, COMPRESSED));
      if (!Files.exists(file)) {
        continue;
      }
      kept += Files.size(file);
      if (kept > limits.serviceBytes()) {
        Files.delete(file);
      }
    }
  }

  private static NavigableSet<Long> numbers(Path folder) throws IOException {
    var numbers = new TreeSet<Long>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var match = NAME.matcher(String.valueOf(file.getFileName()));
        if (match.matches()) {
          numbers.add(Long.valueOf(match.group(1)));
        }
      }
    }
    return numbers;
  }

  private static String name(long number, String ending) {
    return "%010d%s".formatted(number, ending);
  }
}
