package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every instance driver must do.
abstract class InstanceDriverContract {
  private final AtomicInteger news = new AtomicInteger();

  abstract InstanceDriver driver() throws IOException;

  @Test
  void aStartedInstanceBecomesReadyAndTellsOfIt() throws IOException {
    var run = driver().start(runsLong().goal(), news::incrementAndGet);
    Await.state(run, RunState.READY);
    run.kill();
    Await.state(run, RunState.STOPPED);
    assertThat(news).hasPositiveValue();
  }

  @Test
  void anInstanceThatWasAskedToStopIsStopped() throws IOException {
    var run = driver().start(runsLong().goal(), news::incrementAndGet);
    Await.state(run, RunState.READY);
    run.stop();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void aNewSettingDoesNotEndTheRun() throws IOException {
    var run = driver().start(runsLong().goal(), news::incrementAndGet);
    Await.state(run, RunState.READY);
    run.update(runsLong().settings(Map.of("Price", "30")).goal());
    run.stop();
    Await.state(run, RunState.STOPPED);
  }

  @Test
  void anInstanceCanBeStartedAgainRightAfterItWasKilled() throws IOException {
    InstanceDriver driver = driver();
    var first = driver.start(runsLong().goal(), news::incrementAndGet);
    Await.state(first, RunState.READY);
    first.kill();
    var second = driver.start(runsLong().attempt(2).goal(), news::incrementAndGet);
    Await.state(second, RunState.READY);
    second.kill();
    Await.state(second, RunState.STOPPED);
    driver.forget(runsLong().id());
  }

  private static Goals runsLong() {
    return Goals.running("exec sleep 600");
  }
}
