package weftline.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import weftline.model.LogLine;
import weftline.model.ServiceName;

/// What the roles of every service have written, in a folder for each service. Outlives instances
/// and deployments.
public final class LogStore implements LogSink {
  private final Path folder;
  private final LogLimits limits;
  private final Map<ServiceName, ServiceLog> logs = new ConcurrentHashMap<>();
  private final AtomicLong lines = new AtomicLong();

  private LogStore(Path folder, LogLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  public static LogStore open(Path folder, LogLimits limits) throws IOException {
    Files.createDirectories(folder);
    return new LogStore(folder, limits);
  }

  @Override
  public void append(List<LogLine> batch) throws IOException {
    var byService =
        batch.stream()
            .collect(
                Collectors.groupingBy(
                    LogLine::service, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    for (var each : byService.entrySet()) {
      log(each.getKey()).append(each.getValue());
    }
    lines.addAndGet(batch.size());
  }

  /// Reads a service's lines from a time on.
  public LogReader read(ServiceName service, Instant since) throws IOException {
    return new LogReader(service, log(service), since);
  }

  /// Whether anything of this service has ever been written.
  public boolean holds(ServiceName service) {
    return Files.isDirectory(folder.resolve(service.value()));
  }

  /// How many lines have come since the program started.
  public long lines() {
    return lines.get();
  }

  private synchronized ServiceLog log(ServiceName service) throws IOException {
    var known = logs.get(service);
    if (known != null) {
      return known;
    }
    var opened = ServiceLog.open(folder.resolve(service.value()), limits);
    logs.put(service, opened);
    return opened;
  }
}
