package weftline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.InstanceId;
import weftline.model.LogLine;

/// The processes of one run: startup tasks and the role itself.
final class InstanceProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceProcesses.class);

  private final ProcessDriver driver;
  private final InstanceId id;
  private final InstanceLog log;
  private final Consumer<Signal> signals;
  private final List<ChildProcess> started = new CopyOnWriteArrayList<>();

  InstanceProcesses(
      ProcessDriver driver, InstanceId id, InstanceLog log, Consumer<Signal> signals) {
    this.driver = driver;
    this.id = id;
    this.log = log;
    this.signals = signals;
  }

  ChildProcess start(String commandLine, Map<String, String> environment, boolean elevated)
      throws IOException {
    InstanceFolder folder = driver.folder(id);
    var record = folder.processes().resolve(started.size() + ".process");
    ChildProcess process =
        driver
            .launcher()
            .start(
                new Launcher.Program(commandLine, folder.appRoot(), environment, elevated, record));
    started.add(process);
    capture(process.out(), LogLine.OUT);
    capture(process.err(), LogLine.ERR);
    process.whenEnded(() -> signals.accept(new Signal.Ended(process)));
    return process;
  }

  /// The process groups of all that was started.
  List<Long> groups() {
    return started.stream().map(ChildProcess::id).toList();
  }

  void note(String text) {
    log.add(LogLine.FABRIC, text);
  }

  /// Asks every process to end, and ends for certain what has not done so in time.
  void end(Duration grace) throws InterruptedException {
    started.forEach(ChildProcess::signalTermination);
    for (ChildProcess process : started) {
      process.awaitEnd(grace);
    }
  }

  void killAll() throws InterruptedException {
    for (ChildProcess process : started) {
      try {
        process.kill();
      } catch (IOException e) {
        LOG.warn("Could not remove a process record of {}: {}", id, e.getMessage());
      }
    }
  }

  private void capture(InputStream stream, String name) {
    var capture = new LineCapture(stream, driver.clock(), line -> log.add(name, line));
    driver.startThread(capture::run);
  }
}
