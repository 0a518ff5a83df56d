package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A process that was started for an instance, with everything it has started itself: its process
/// group.
final class ChildProcess {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

  private final Process process;
  private final Path record;

  ChildProcess(Process process, Path record) {
    this.process = process;
    this.record = record;
  }

  InputStream out() {
    return process.getInputStream();
  }

  InputStream err() {
    return process.getErrorStream();
  }

  long id() {
    return process.pid();
  }

  boolean lives() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /// Calls back once when the process itself has ended, whatever it left behind.
  void whenEnded(Runnable callback) {
    var _ = process.onExit().thenRun(callback);
  }

  void signalTermination() {
    if (!Posix.signalGroup(id(), Posix.TERMINATE)) {
      process.destroy();
    }
  }

  /// Waits until the whole group is gone.
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    long rounds = atMost.toMillis() / POLL.toMillis();
    for (long i = 0; i < rounds && (lives() || ProcessTable.runs(id())); i++) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
    return !lives() && !ProcessTable.runs(id());
  }

  /// Ends the whole group as an accident would.
  void crash() {
    Posix.signalGroup(id(), Posix.KILL);
  }

  /// Ends the whole group for certain.
  void kill() throws IOException, InterruptedException {
    Posix.signalGroup(id(), Posix.KILL);
    process.destroyForcibly();
    awaitEnd(KILL_PATIENCE);
    Files.deleteIfExists(record);
  }
}
