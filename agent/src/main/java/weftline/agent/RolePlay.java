package weftline.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weftline.model.InstanceGoal;
import weftline.model.RoleDefinition.ProgramEntryPoint;
import weftline.model.RoleDefinition.StartupTask;
import weftline.model.RoleDefinition.TaskType;
import weftline.model.RoleDefinition.Variable;

/// What happens between a prepared folder and its end: startup tasks in their order, then the role,
/// watched until it ends or should end.
final class RolePlay {
  private static final Duration PORT_POLL_MIN = Duration.ofMillis(20);
  private static final Duration PORT_POLL_MAX = Duration.ofMillis(80);
  private static final Duration LONG = Duration.ofHours(1);

  private final ProcessRun run;
  private final ProcessDriver driver;
  private final InstanceProcesses processes;
  private final RuntimeEndpoint endpoint;
  private final StatusLeases leases = new StatusLeases();
  private final List<ChildProcess> foregroundTasks = new ArrayList<>();
  private final Backoff portPoll = new Backoff(PORT_POLL_MIN, PORT_POLL_MAX);
  private Instant quotaDue = Instant.MIN;
  private String excess = "";

  RolePlay(
      ProcessRun run, ProcessDriver driver, InstanceProcesses processes, RuntimeEndpoint endpoint) {
    this.run = run;
    this.driver = driver;
    this.processes = processes;
    this.endpoint = endpoint;
  }

  /// Plays to the end, and says how it ended.
  Sighting play(InstanceGoal goal) throws IOException, InterruptedException, StartException {
    ProgramEntryPoint program =
        goal.role()
            .runtime()
            .entryPoint()
            .orElseThrow(() ->
                new StartException(
                    "role %s has no program to run; give it a Runtime/EntryPoint/"
                            .formatted(goal.role().name())
                        + "ProgramEntryPoint with a commandLine"));
    run.show(RunState.STARTING, "");
    driver.startThread(() ->
        endpoint.listen(said -> {
          leases.take(said);
          run.signal(new Signal.Said());
        }));
    endpoint.publish(document(goal));
    for (StartupTask task : goal.role().startupTasks()) {
      Optional<Sighting> end = startupTask(goal, task);
      if (end.isPresent()) {
        return end.get();
      }
    }
    if (run.shouldEnd()) {
      return Sighting.of(RunState.STOPPED);
    }
    ChildProcess role =
        processes.start(
            program.commandLine(),
            variables(goal, goal.role().runtime().environment()),
            goal.role().runtime().elevated());
    return watch(role, goal, program.setReadyOnProcessStart());
  }

  /// @return how everything ended, if it ended with this task
  private Optional<Sighting> startupTask(InstanceGoal goal, StartupTask task)
      throws IOException, InterruptedException, StartException {
    ChildProcess process =
        processes.start(task.commandLine(), variables(goal, task.environment()), task.elevated());
    if (task.type() == TaskType.FOREGROUND) {
      foregroundTasks.add(process);
    }
    if (task.type() != TaskType.SIMPLE) {
      return Optional.empty();
    }
    run.show(RunState.STARTING, "runs the startup task '" + task.commandLine() + "'");
    while (process.lives()) {
      Optional<Signal> signal = run.nextSignal(LONG);
      if (signal.filter(RolePlay::endsEverything).isPresent()) {
        return Optional.of(Sighting.of(RunState.STOPPED));
      }
      if (signal.isPresent() && signal.get() instanceof Signal.Update(var newer)) {
        endpoint.publish(document(newer));
      }
    }
    if (process.exitCode() != 0) {
      throw new StartException(
          "the startup task '%s' ended with exit code %d; it must end with 0"
              .formatted(task.commandLine(), process.exitCode()));
    }
    return Optional.empty();
  }

  private Sighting watch(ChildProcess role, InstanceGoal goal, boolean readyOnStart)
      throws IOException, InterruptedException {
    var ports = new ListeningPorts(goal);
    while (true) {
      Duration wait = look(goal, ports, readyOnStart);
      if (leases.at(now()).equals(Optional.of(CurrentState.Status.RECYCLE))) {
        processes.note("the role asked for a fresh process");
        stop(role);
        return new Sighting(RunState.RECYCLED, "asked for a fresh process");
      }
      Signal signal = run.nextSignal(wait).orElseGet(Signal.Said::new);
      switch (signal) {
        case Signal.Kill() -> {
          return new Sighting(RunState.STOPPED, "killed");
        }
        case Signal.Stop() -> {
          stop(role);
          return Sighting.of(RunState.STOPPED);
        }
        case Signal.Update(var newer) -> endpoint.publish(document(newer));
        case Signal.Ended(var ended) when ended == role -> {
          return new Sighting(RunState.FAILED, ending(role));
        }
        case Signal.Crash() -> role.crash();
        case Signal.Ended(_), Signal.Said() -> {}
      }
    }
  }

  /// Shows how the role is.
  ///
  /// @return when to look again, if nothing happens before
  private Duration look(InstanceGoal goal, ListeningPorts ports, boolean readyOnStart)
      throws IOException {
    Duration untilQuota = quota(goal);
    Duration untilExpiration =
        leases.nextExpiration(now()).map(run::until).filter(RolePlay::isShort).orElse(LONG);
    Duration wait = untilQuota.compareTo(untilExpiration) < 0 ? untilQuota : untilExpiration;
    Optional<CurrentState.Status> said = leases.at(now());
    if (said.isPresent()) {
      run.show(said.get() == CurrentState.Status.READY ? RunState.READY : RunState.BUSY, excess);
      return wait;
    }
    if (!readyOnStart) {
      run.show(RunState.STARTING, "waits for the role to say that it is ready");
      return wait;
    }
    var closed = ports.firstClosed();
    if (closed.isPresent()) {
      run.show(
          RunState.STARTING,
          "waits for the role to listen on port %d (endpoint %s)"
              .formatted(closed.get().port(), closed.get().name()));
      Duration poll = portPoll.next();
      return poll.compareTo(wait) < 0 ? poll : wait;
    }
    run.show(RunState.READY, excess);
    return wait;
  }

  private Duration quota(InstanceGoal goal) throws IOException {
    if (goal.role().localStorage().isEmpty()) {
      return LONG;
    }
    if (!now().isBefore(quotaDue)) {
      quotaDue = now().plus(driver.settings().quotaInterval());
      String found = StorageQuota.excess(driver.folder(goal.id()), goal.role()).orElse("");
      if (!found.isEmpty() && excess.isEmpty()) {
        processes.note(found);
      }
      excess = found;
    }
    return run.until(quotaDue);
  }

  /// Asks the role to stop if it listens, waits for it and for the foreground tasks, and ends what
  /// is left politely.
  private void stop(ChildProcess role) throws IOException, InterruptedException {
    run.show(RunState.STOPPING, "");
    Instant limit = now().plus(driver.settings().stopGrace());
    boolean listens = endpoint.hasReader();
    if (listens) {
      endpoint.expectStopped();
    }
    while (now().isBefore(limit) && ((listens && isStopping(role)) || tasksLive())) {
      if (run.nextSignal(run.until(limit)).filter(Signal.Kill.class::isInstance).isPresent()) {
        return;
      }
    }
    processes.end(driver.settings().endGrace());
  }

  private boolean tasksLive() {
    return foregroundTasks.stream().anyMatch(ChildProcess::lives);
  }

  private boolean isStopping(ChildProcess role) {
    return role.lives() && !leases.at(now()).equals(Optional.of(CurrentState.Status.STOPPED));
  }

  private static String ending(ChildProcess role) {
    int code = role.exitCode();
    return code > 128
        ? "the role's program was ended by signal " + (code - 128)
        : "the role's program ended with exit code " + code;
  }

  private Map<String, String> variables(InstanceGoal goal, List<Variable> declared)
      throws StartException {
    return RoleVariables.of(driver.settings(), driver.folder(goal.id()), document(goal), declared);
  }

  private RoleEnvironmentDocument document(InstanceGoal goal) {
    return new RoleEnvironmentDocument(
        goal, driver.folder(goal.id()).storagePaths(goal.role()), driver.settings().emulated());
  }

  private Instant now() {
    return driver.clock().instant();
  }

  private static boolean endsEverything(Signal signal) {
    return signal instanceof Signal.Stop || signal instanceof Signal.Kill;
  }

  private static boolean isShort(Duration time) {
    return time.compareTo(LONG) < 0;
  }
}
