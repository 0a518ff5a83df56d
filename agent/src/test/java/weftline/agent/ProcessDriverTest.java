package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.LogLine;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.RoleDefinition.StartupTask;
import weftline.model.RoleDefinition.TaskType;
import weftline.model.RoleDefinition.Variable;

/// Instances as real processes.
@Timeout(120)
class ProcessDriverTest extends InstanceDriverContract {
  @TempDir private Path folder;
  private final LogOutbox logs = new LogOutbox();
  private ProcessDriver driver;

  @BeforeEach
  void open() throws IOException {
    driver = TestDrivers.open(folder, logs);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Override
  InstanceDriver driver() {
    return driver;
  }

  @Test
  void theRoleFindsItsFilesAndItsEnvironmentAndNothingElse() {
    var run =
        start(
            Goals.running("cat hello.txt; env; echo the end; exec sleep 600")
                .storage(new LocalStorage("cache", 5, true))
                .variables(
                    new Variable("GREETING", Optional.of("good day"), Optional.empty()),
                    new Variable("PRICE", Optional.empty(), Optional.of(xpath("Price")))));
    Await.state(run, RunState.READY);

    Await.until("the environment", () -> lines().contains("the end"));
    assertThat(lines())
        .contains(
            "hello from the image",
            "PRICE=25",
            "GREETING=good day",
            "RoleName=web",
            "RoleInstanceID=web_IN_0",
            "RoleDeploymentID=shop-1",
            "RoleRoot=" + driver.folder(Goals.running("").id()).work());
    assertThat(lines())
        .anyMatch(line -> line.startsWith("PATH=" + System.getProperty("java.home")));
    assertThat(lines()).noneMatch(line -> line.startsWith("SECRET_OF_THE_AGENT"));
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void aProgramThatEndsIsAFailureThatSaysHow() {
    var run = start(Goals.running("exit 3"));
    assertThat(Await.state(run, RunState.FAILED).detail()).contains("exit code 3");
  }

  /// The time that passes for the meter is the test's; the role works for a moment.
  @Test
  void whatARoleUsesOfTheProcessorIsSeen() {
    var work = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exec sleep 600";
    var run = start(Goals.running(work));
    var now = new AtomicReference<>(Instant.EPOCH);

    Await.until(
        "its use of the processor",
        () -> {
          driver.measure(now.updateAndGet(last -> last.plus(ProcessorMeter.PAUSE)));
          return run.milliCores().filter(used -> used > 0).isPresent();
        });

    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void numbersThatARoleSaysAreReported() {
    var work =
        "printf 'waiting 17\\nnonsense\\n' >$WFL_METRICS_FILE.new;"
            + " mv $WFL_METRICS_FILE.new $WFL_METRICS_FILE; exec sleep 600";
    var supervisor =
        new Supervisor(Goals.running(work).goal(), driver, AgentSettings.in(folder), () -> {});
    var now = new AtomicReference<>(Instant.EPOCH);

    Await.until(
        "its number",
        () -> {
          driver.measure(now.updateAndGet(last -> last.plus(ProcessorMeter.PAUSE)));
          supervisor.step(now.get());
          return supervisor.report().number("waiting").equals(Optional.of(17));
        });

    assertThat(lines()).anyMatch(line -> line.startsWith("WFL_METRICS_FILE: line 2 is not a name"));
    supervisor.kill();
  }

  /// What was said in an earlier life does not count in this one.
  @Test
  void aFreshProcessHasSaidNothingYet() throws IOException {
    var goals = Goals.running("exec sleep 600");
    var first = start(goals);
    Await.state(first, RunState.READY);
    Files.writeString(driver.folder(goals.id()).metrics(), "waiting 17\n");
    driver.measure(Instant.EPOCH);
    assertThat(first.numbers()).isPresent();
    first.kill();
    Await.state(first, RunState.STOPPED);

    var second = start(goals);
    Await.state(second, RunState.READY);
    driver.measure(Instant.EPOCH.plus(ProcessorMeter.PAUSE));

    assertThat(second.numbers()).isEmpty();
    second.kill();
    Await.state(second, RunState.STOPPED);
  }

  @Test
  void theWholeProcessGroupEnds() {
    var run = start(Goals.running("sleep 600 & echo child $!; wait"));
    Await.until("the child", () -> lines().stream().anyMatch(line -> line.startsWith("child ")));
    long child = Long.parseLong(lines().getFirst().substring("child ".length()));

    run.stop();

    Await.state(run, RunState.STOPPED);
    Await.until("the child is gone", () -> !isRunning(child));
  }

  @Test
  void aRoleIsReadyWhenItsPortAcceptsConnections() throws IOException {
    int port = Goals.freePort();
    var run = start(Goals.running("exec sleep 600").endpoint("http", port));
    Await.until("starting", () -> run.look().detail().contains("port " + port));
    try (var role = new ServerSocket(port)) {
      assertThat(role.isBound()).isTrue();
      Await.state(run, RunState.READY);
    }
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void startupTasksRunBeforeTheRole() {
    var run =
        start(
            Goals.running("cat made-by-task; exec sleep 600")
                .tasks(
                    task("echo from the task >made-by-task", TaskType.SIMPLE),
                    task("sleep 600", TaskType.BACKGROUND)));
    Await.state(run, RunState.READY);
    Await.until("the task's file", () -> lines().contains("from the task"));
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void aStartupTaskThatFailsFailsTheInstance() {
    var run = start(Goals.running("exec sleep 600").tasks(task("exit 7", TaskType.SIMPLE)));
    assertThat(Await.state(run, RunState.FAILED).detail())
        .contains("startup task 'exit 7'", "exit code 7");
  }

  @Test
  void aForegroundTaskMustHaveEndedBeforeTheRoleStops() {
    var run =
        start(
            Goals.running("exec sleep 600")
                .tasks(task("until test -e done; do sleep 0.01; done", TaskType.FOREGROUND)));
    Await.state(run, RunState.READY);
    run.stop();
    Await.state(run, RunState.STOPPING);
    write(driver.folder(Goals.running("").id()).appRoot().resolve("done"));
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void localStorageOutlivesTheProcessOnlyIfItIsToldTo() throws IOException {
    var goals =
        Goals.running("exec sleep 600")
            .storage(new LocalStorage("kept", 5, false), new LocalStorage("cleaned", 5, true));
    var instance = driver.folder(goals.id());
    var first = start(goals);
    Await.state(first, RunState.READY);
    for (LocalStorage storage : goals.storage) {
      write(instance.storage(storage).resolve("file"));
    }
    first.kill();
    Await.state(first, RunState.STOPPED);

    var second = start(goals);
    Await.state(second, RunState.READY);

    assertThat(instance.storage(goals.storage.get(0)).resolve("file")).exists();
    assertThat(instance.storage(goals.storage.get(1)).resolve("file")).doesNotExist();
    second.kill();
    Await.state(second, RunState.STOPPED);
    driver.forget(goals.id());
    assertThat(instance.root()).doesNotExist();
  }

  @Test
  void whatOthersHaveLeftIsSwept() throws IOException {
    var stays = Goals.running("exec sleep 600");
    var gone = stays.index(1);
    var run = start(stays);
    var old = start(gone);
    Await.state(run, RunState.READY);
    Await.state(old, RunState.READY);
    Path before = folder.resolve("instances/shop-0");
    Files.createDirectories(before.resolve("web_IN_0/work"));

    assertThat(driver.forgetAllBut(Set.of(stays.id()))).isFalse();

    assertThat(before).doesNotExist();
    assertThat(driver.folder(gone.id()).root()).exists();
    old.kill();
    Await.state(old, RunState.STOPPED);
    assertThat(driver.forgetAllBut(Set.of(stays.id()))).isTrue();
    assertThat(driver.folder(gone.id()).root()).doesNotExist();
    assertThat(driver.folder(stays.id()).work()).exists();
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void localStorageBeyondItsSizeIsSaid() {
    var run =
        start(
            Goals.running("head -c 2000000 /dev/zero >../../storage/small/file; exec sleep 600")
                .storage(new LocalStorage("small", 1, true)));
    Await.until("the quota", () -> run.look().detail().contains("holds more than its 1 MB"));
    assertThat(run.look().state()).isEqualTo(RunState.READY);
    run.kill();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void aRoleWritesToItsOwnCopyOfTheImage() throws IOException {
    var goals = Goals.running("echo changed >hello.txt; cat hello.txt; exec sleep 600");
    var run = start(goals);
    Await.until("the change", () -> lines().contains("changed"));
    run.kill();
    Await.state(run, RunState.STOPPED);
    try (var images = Files.walk(folder.resolve("images"))) {
      Path original = images.filter(path -> path.endsWith("approot/hello.txt")).findFirst().get();
      assertThat(original).hasContent("hello from the image");
      assertThat(Files.getPosixFilePermissions(original))
          .noneMatch(right -> right.name().endsWith("WRITE"));
    }
  }

  @Test
  void processesOfAnEarlierLifeAreEnded() throws IOException {
    var run = start(Goals.running("sleep 600 & echo child $!; wait"));
    Await.until("the child", () -> lines().stream().anyMatch(line -> line.startsWith("child ")));
    long child = Long.parseLong(lines().getFirst().substring("child ".length()));

    TestDrivers.open(folder, logs).recover();

    Await.until("the child is gone", () -> !isRunning(child));
    assertThat(Await.state(run, RunState.FAILED).detail()).contains("signal 9");
  }

  @Test
  void aRoleWithoutAProgramSaysWhatItNeeds() {
    var goal = Goals.running("").goal();
    var role = goal.role();
    var run = driver.start(TestDrivers.withoutProgram(goal, role), () -> {});
    assertThat(Await.state(run, RunState.FAILED).detail()).contains("ProgramEntryPoint");
  }

  private InstanceRun start(Goals goals) {
    return driver.start(goals.goal(), () -> {});
  }

  private List<String> lines() {
    return logs.next().stream().map(LogLine::text).collect(Collectors.toList());
  }

  private static StartupTask task(String commandLine, TaskType type) {
    return new StartupTask(commandLine, false, type, List.of());
  }

  private static String xpath(String setting) {
    return "/RoleEnvironment/CurrentInstance/ConfigurationSettings/ConfigurationSetting[@name='"
        + setting
        + "']/@value";
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "written");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Whether it runs; one that is dead and only not yet buried does not.
  private static boolean isRunning(long process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }
}
