package weftline.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;

/// Runs instances as processes of this machine, each in a folder and a process group of its own.
public final class ProcessDriver implements InstanceDriver, Closeable {
  private final ProcessDriverSettings settings;
  private final ImageStore images;
  private final LogOutbox logs;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Launcher launcher;
  private final ProcessorMeter meter = new ProcessorMeter(Path.of("/proc"));
  private final Map<InstanceId, ProcessRun> latest = new HashMap<>();

  private ProcessDriver(
      ProcessDriverSettings settings,
      ImageStore images,
      LogOutbox logs,
      InstantSource clock,
      ThreadFactory threads,
      Launcher launcher) {
    this.settings = settings;
    this.images = images;
    this.logs = logs;
    this.clock = clock;
    this.threads = threads;
    this.launcher = launcher;
  }

  /// Ready to start instances; call [#recover] first.
  ///
  /// @param threads for work that blocks on pipes, so no virtual threads
  public static ProcessDriver open(
      ProcessDriverSettings settings,
      ImageStore images,
      LogOutbox logs,
      InstantSource clock,
      ThreadFactory threads)
      throws IOException {
    Files.createDirectories(settings.instances());
    var launcher = Launcher.forRolesIn(settings.instances(), settings.user());
    return new ProcessDriver(settings, images, logs, clock, threads, launcher);
  }

  @Override
  public void recover() throws IOException {
    Orphans.end(settings.instances());
  }

  @Override
  public synchronized InstanceRun start(InstanceGoal goal, Runnable news) {
    var run = new ProcessRun(this, goal, news, Optional.ofNullable(latest.get(goal.id())));
    latest.put(goal.id(), run);
    threads.newThread(run::live).start();
    return run;
  }

  @Override
  public void measure(Instant now) {
    List<ProcessRun> runs = runs();
    if (runs.isEmpty()) {
      meter.rest(now);
    } else if (meter.lookAt(now)) {
      runs.forEach(ProcessRun::readMetrics);
    }
  }

  @Override
  public void forget(InstanceId id) throws IOException {
    synchronized (this) {
      latest.remove(id);
    }
    folder(id).delete();
  }

  @Override
  public boolean forgetAllBut(Set<InstanceId> kept) throws IOException {
    Set<Path> used = new HashSet<>();
    kept.forEach(id -> used.add(folder(id).root()));
    boolean nothingLeft;
    synchronized (this) {
      latest.entrySet().removeIf(each -> !kept.contains(each.getKey()) && each.getValue().isOver());
      latest.keySet().forEach(id -> used.add(folder(id).root()));
      nothingLeft = kept.containsAll(latest.keySet());
    }
    InstanceFolder.deleteAllBut(settings.instances(), used);
    return nothingLeft;
  }

  /// Ends everything that still runs, without asking.
  @Override
  public void close() {
    List<ProcessRun> runs = runs();
    runs.forEach(ProcessRun::kill);
    runs.forEach(ProcessRun::awaitOver);
  }

  private synchronized List<ProcessRun> runs() {
    return List.copyOf(latest.values());
  }

  ProcessDriverSettings settings() {
    return settings;
  }

  ProcessorMeter meter() {
    return meter;
  }

  ImageStore images() {
    return images;
  }

  InstantSource clock() {
    return clock;
  }

  Launcher launcher() {
    return launcher;
  }

  InstanceFolder folder(InstanceId id) {
    return InstanceFolder.of(settings.instances(), id);
  }

  InstanceLog openLog(InstanceGoal goal) throws IOException {
    return InstanceLog.open(folder(goal.id()).logs(), goal, logs, clock);
  }

  void startThread(Runnable work) {
    threads.newThread(work).start();
  }
}
