package weftline.bench.fabric;

import java.time.InstantSource;
import java.util.function.Consumer;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.Time;

/// How many placements the controller decides and writes down in a second, and how long one tenant
/// waits for that.
final class Placements implements Measurement {
  @Override
  public String name() {
    return "placements";
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    Controller forgetful = Controller.open(new MemoryLedger(), time());
    Thread running = Thread.ofPlatform().name("controller").start(forgetful::run);
    new Placing(forgetful, "one").measure(bench, "ledger in memory", sink);
    running.interrupt();
    running.join();
    new ThreeProcesses(bench).measure();
  }

  private static Time time() {
    return new Time(InstantSource.system(), System::nanoTime);
  }
}
