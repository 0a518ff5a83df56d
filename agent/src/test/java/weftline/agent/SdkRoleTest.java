package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.LogLine;
import weftline.model.RoleDefinition.LocalStorage;

/// Our own sdk against our own agent, in a process of its own.
@Timeout(120)
class SdkRoleTest {
  private static final LocalStorage CACHE = new LocalStorage("cache", 10, true);

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

  @Test
  void findsWhatTheFabricSaysAndIsReadyWhenItSaysSo() {
    var run = start(role("").readyWhenItSays());
    Await.state(run, RunState.READY);
    awaitLine("running");
    assertThat(lines())
        .contains(
            "instance web_IN_0 of web",
            "price 25",
            "storage " + driver.folder(role("").id()).storage(CACHE),
            "instances 1");
    driver.measure(Instant.EPOCH);
    assertThat(run.numbers().flatMap(all -> all.number("orders-waiting"))).contains(17);
  }

  @Test
  void hearsOfANewSetting() {
    var run = start(role("busy"));
    Await.state(run, RunState.BUSY);
    awaitLine("running");
    run.update(role("busy").settings(Map.of("Price", "30")).goal());
    awaitLine("price is now 30");
    assertThat(run.look().state()).isEqualTo(RunState.BUSY);
  }

  @Test
  void getsAFreshProcessWhenItRefusesAChange() {
    var run = start(role("cancel"));
    awaitLine("running");
    run.update(role("cancel").settings(Map.of("Price", "30")).goal());
    Await.state(run, RunState.RECYCLED);
  }

  @Test
  void hearsThatItIsToStop() {
    var run = start(role(""));
    awaitLine("running");
    run.stop();
    Await.state(run, RunState.STOPPED);
    assertThat(lines()).contains("stopping");
  }

  @Test
  void aCrashIsAFailure() {
    var run = start(role(""));
    awaitLine("running");
    run.crash();
    assertThat(Await.state(run, RunState.FAILED).detail()).contains("signal 9");
  }

  private static Goals role(String wishes) {
    return Goals.running(
            "exec java -XX:TieredStopAtLevel=1 -cp '%s' weftline.agent.SdkRole %s"
                .formatted(System.getProperty("java.class.path"), wishes))
        .storage(CACHE);
  }

  private InstanceRun start(Goals goals) {
    return driver.start(goals.goal(), () -> {});
  }

  private void awaitLine(String line) {
    Await.until("the line '" + line + "'", () -> lines().contains(line));
  }

  private List<String> lines() {
    return logs.next().stream().map(LogLine::text).collect(Collectors.toList());
  }
}
