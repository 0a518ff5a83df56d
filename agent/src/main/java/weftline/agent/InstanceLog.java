package weftline.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.InstanceGoal;
import weftline.model.LogLine;

/// Keeps what an instance writes in a file on its node, bounded, and puts it into the outbox.
final class InstanceLog implements Closeable {
  private static final long FILE_MAX = 4L * 1024 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(InstanceLog.class);

  private final Path file;
  private final InstanceGoal goal;
  private final LogOutbox outbox;
  private final InstantSource clock;
  private Writer writer;
  private long written;
  private boolean failed;

  private InstanceLog(
      Path file, InstanceGoal goal, LogOutbox outbox, InstantSource clock, Writer writer)
      throws IOException {
    this.file = file;
    this.goal = goal;
    this.outbox = outbox;
    this.clock = clock;
    this.writer = writer;
    this.written = Files.size(file);
  }

  static InstanceLog open(Path folder, InstanceGoal goal, LogOutbox outbox, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("role.log");
    return new InstanceLog(file, goal, outbox, clock, append(file));
  }

  /// @param stream one of those that [LogLine] names
  void add(String stream, String text) {
    var line = new LogLine(clock.instant(), goal.service(), goal.id(), stream, text);
    outbox.add(line);
    write(line);
  }

  private synchronized void write(LogLine line) {
    if (failed) {
      return;
    }
    try {
      String text = "%s %s %s%n".formatted(line.at(), line.stream(), line.text());
      writer.write(text);
      writer.flush();
      written += text.length();
      if (written > FILE_MAX) {
        rotate();
      }
    } catch (IOException e) {
      failed = true;
      LOG.warn("No more lines are kept in {}; is its disk full? {}", file, e.getMessage());
    }
  }

  private void rotate() throws IOException {
    writer.close();
    Files.move(file, file.resolveSibling("role.old.log"), StandardCopyOption.REPLACE_EXISTING);
    writer = append(file);
    written = 0;
  }

  private static Writer append(Path file) throws IOException {
    return Files.newBufferedWriter(
        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
  }

  @Override
  public synchronized void close() {
    try {
      failed = true;
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
