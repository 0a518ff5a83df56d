package weftline.sdk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A role's line to the fabric: reads what the fabric says of this instance and its peers, and
/// tells the fabric how the role is.
///
/// ```
/// var environment = RoleEnvironment.connect();
/// environment.onStopping(server::finishRequests);
/// var price = environment.setting("Price").orElse("25");
/// environment.ready();
/// ```
///
/// Until a role says anything, the fabric decides: an instance counts as ready when its ports
/// accept connections. Every read sees the newest state. Handlers are called one at a time, on a
/// daemon thread of this object.
public final class RoleEnvironment implements Closeable {
  /// The environment variable that says where the fabric agent is to be found.
  public static final String ENDPOINT_VARIABLE = "WaRuntimeEndpoint";

  private static final System.Logger LOG = System.getLogger(RoleEnvironment.class.getName());

  private final GoalStream goals;
  private final StatusReport report = new StatusReport();
  private final InstantSource clock;
  private final Handlers handlers = new Handlers();
  private volatile Documents.Goal goal;
  private volatile Environment environment;
  private volatile Optional<Said> said = Optional.empty();

  /// What the role last said of itself; said again when the fabric's goal moves on.
  private record Said(StatusReport.Status status, Instant expiration) {}

  private RoleEnvironment(
      GoalStream goals, Documents.Goal goal, Environment environment, InstantSource clock) {
    this.goals = goals;
    this.goal = goal;
    this.environment = environment;
    this.clock = clock;
  }

  /// Whether this process was started by a fabric agent.
  public static boolean isAvailable() {
    return versionFile().filter(Files::exists).isPresent();
  }

  /// Connects to the fabric agent that started this process.
  ///
  /// @throws IOException if there is none; see [#isAvailable()]
  public static RoleEnvironment connect() throws IOException {
    Path file =
        versionFile()
            .orElseThrow(() ->
                new IOException(
                    "Not started by a fabric agent: the environment variable "
                        + ENDPOINT_VARIABLE
                        + " is not set. Run the service with `wfl dev`."));
    return connect(file, RoleEnvironment::daemon, InstantSource.system());
  }

  static RoleEnvironment connect(Path versionFile, ThreadFactory threads, InstantSource clock)
      throws IOException {
    GoalStream goals = GoalStream.open(Documents.goalStream(versionFile));
    Documents.Goal first = goals.next();
    var connected =
        new RoleEnvironment(goals, first, Documents.environment(first.environment()), clock);
    threads.newThread(connected::follow).start();
    return connected;
  }

  /// The name of this instance, for example `web_IN_0`.
  public String instanceName() {
    return environment.current().name();
  }

  public String roleName() {
    return environment.current().role();
  }

  public String deploymentId() {
    return environment.deployment();
  }

  /// Whether this is a development fabric.
  public boolean isEmulated() {
    return environment.emulated();
  }

  /// This instance: its domains and endpoints.
  public Instance current() {
    return environment.current();
  }

  /// The newest value of a setting.
  public Optional<String> setting(String name) {
    return Optional.ofNullable(environment.settings().get(name));
  }

  public Map<String, String> settings() {
    return environment.settings();
  }

  /// Where this instance listens for an endpoint.
  public Optional<Endpoint> endpoint(String name) {
    return environment.current().endpoint(name);
  }

  /// All instances of a role by name, this one included if it is of that role.
  public List<Instance> instances(String role) {
    return environment.instances(role);
  }

  public Optional<LocalStorage> localStorage(String name) {
    return Optional.ofNullable(environment.storage().get(name));
  }

  /// Asks for traffic, until further notice.
  public void ready() throws IOException {
    say(StatusReport.Status.READY, StatusReport.NEVER);
  }

  /// Asks for no traffic, until further notice.
  public void busy() throws IOException {
    say(StatusReport.Status.BUSY, StatusReport.NEVER);
  }

  /// Asks for no traffic for some time; after that the fabric decides again.
  public void busy(Duration time) throws IOException {
    say(StatusReport.Status.BUSY, clock.instant().plus(time));
  }

  /// Takes back what was said; the fabric decides.
  public synchronized void clearStatus() throws IOException {
    said = Optional.empty();
    report.release(goal);
  }

  /// Asks for a fresh process in place of this one.
  public void requestRecycle() throws IOException {
    say(StatusReport.Status.RECYCLE, StatusReport.NEVER);
  }

  /// Is asked before a change is taken over. Who answers `false` gets a fresh process instead,
  /// which starts with the new values.
  public void onChanging(Predicate<List<Change>> handler) {
    handlers.addChanging(handler);
  }

  /// Is told after a change was taken over.
  public void onChange(Consumer<List<Change>> handler) {
    handlers.addChanged(handler);
  }

  /// Is called when this instance shall end, out of rotation already. The process lives until all
  /// handlers have returned, but not longer than the fabric's grace.
  public void onStopping(Runnable handler) {
    handlers.addStopping(handler);
  }

  @Override
  public void close() throws IOException {
    goals.close();
  }

  private static Optional<Path> versionFile() {
    return Optional.ofNullable(System.getenv(ENDPOINT_VARIABLE)).map(Path::of);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "weftline-role-environment");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void say(StatusReport.Status status, Instant expiration) throws IOException {
    said = Optional.of(new Said(status, expiration));
    report.acquire(goal, status, expiration);
  }

  private void follow() {
    try {
      while (true) {
        take(goals.next());
      }
    } catch (EOFException e) {
      LOG.log(Level.INFO, "The fabric agent is gone; this process keeps what it knows");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Lost the fabric agent; this process keeps what it knows", e);
    }
  }

  private void take(Documents.Goal next) throws IOException {
    if (next.stopped()) {
      goal = next;
      handlers.stop();
      say(StatusReport.Status.STOPPED, StatusReport.NEVER);
      return;
    }
    Environment newer = Documents.environment(next.environment());
    List<Change> changes = environment.changesTo(newer);
    if (!changes.isEmpty() && !handlers.agreeTo(changes)) {
      goal = next;
      requestRecycle();
      return;
    }
    environment = newer;
    sayAgain(next);
    if (!changes.isEmpty()) {
      handlers.tell(changes);
    }
  }

  private synchronized void sayAgain(Documents.Goal next) throws IOException {
    goal = next;
    if (said.isPresent()) {
      report.acquire(next, said.get().status(), said.get().expiration());
    }
  }
}
