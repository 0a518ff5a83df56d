package weftline.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weftline.model.InstanceGoal;
import weftline.model.InstanceId;

/// Runs instances in name only: each is ready as soon as it is started, until told otherwise.
public final class MemoryDriver implements InstanceDriver {
  private final Map<InstanceId, MemoryRun> runs = new TreeMap<>();

  @Override
  public synchronized void recover() {
    runs.clear();
  }

  @Override
  public synchronized InstanceRun start(InstanceGoal goal, Runnable news) {
    var run = new MemoryRun(goal, news);
    runs.put(goal.id(), run);
    return run;
  }

  @Override
  public synchronized void forget(InstanceId id) {
    runs.remove(id);
  }

  @Override
  public synchronized boolean forgetAllBut(Set<InstanceId> kept) {
    runs.keySet().retainAll(kept);
    return true;
  }

  /// Lets a running instance be seen in another state, for example failed.
  public void show(InstanceId id, RunState state, String detail) {
    run(id)
        .orElseThrow(() -> new IllegalArgumentException(id + " does not run"))
        .show(state, detail);
  }

  /// The goal that the instance was told last, if it runs.
  public Optional<InstanceGoal> running(InstanceId id) {
    return run(id).filter(run -> !run.look().state().isOver()).map(MemoryRun::goal);
  }

  private synchronized Optional<MemoryRun> run(InstanceId id) {
    return Optional.ofNullable(runs.get(id));
  }

  /// An instance in name only.
  private static final class MemoryRun implements InstanceRun {
    private final Runnable news;
    private InstanceGoal goal;
    private Sighting sighting = Sighting.of(RunState.READY);

    private MemoryRun(InstanceGoal goal, Runnable news) {
      this.goal = goal;
      this.news = news;
    }

    private synchronized InstanceGoal goal() {
      return goal;
    }

    @Override
    public synchronized Sighting look() {
      return sighting;
    }

    @Override
    public synchronized void update(InstanceGoal newer) {
      goal = newer;
    }

    @Override
    public void stop() {
      show(RunState.STOPPED, "");
    }

    @Override
    public void kill() {
      show(RunState.STOPPED, "killed");
    }

    @Override
    public void crash() {
      show(RunState.FAILED, "crashed");
    }

    private void show(RunState state, String detail) {
      synchronized (this) {
        sighting = new Sighting(state, detail);
      }
      news.run();
    }
  }
}
