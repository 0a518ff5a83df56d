package weftline.bench.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import weftline.controller.Controller;
import weftline.controller.MemoryLedger;
import weftline.controller.Peer;
import weftline.controller.Time;

/// How many placements the controller decides and writes down in a second, and how long one tenant
/// waits for that.
record Placements(Group group) implements Measurement {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Who keeps the ledger.
  enum Group {
    MEMORY("in memory"),
    ALONE("one replica"),
    THREE("three replicas");

    private final String title;

    Group(String title) {
      this.title = title;
    }
  }

  @Override
  public String name() {
    return "placements: " + group.title;
  }

  @Override
  public void measure(Bench bench, Consumer<Figure> sink) throws Exception {
    switch (group) {
      case MEMORY -> inMemory(bench, sink);
      case ALONE -> alone(bench, sink);
      case THREE -> new ThreeProcesses(bench).measure();
    }
  }

  private static void inMemory(Bench bench, Consumer<Figure> sink) throws Exception {
    Controller forgetful = Controller.open(new MemoryLedger(), time());
    Thread running = Thread.ofPlatform().name("controller").start(forgetful::run);
    new Placing(forgetful, "one").measure(bench, "ledger in memory", sink);
    running.interrupt();
    running.join();
  }

  private static void alone(Bench bench, Consumer<Figure> sink) throws Exception {
    Peer self = new Peer("c1", "127.0.0.1:" + ThreeProcesses.freePort());
    Path folder = bench.options().folder().resolve("alone");
    try (Replica replica = Replica.open(self, List.of(self), folder, Replica.PATIENT)) {
      Thread running = Thread.ofPlatform().name("controller").start(replica.controller()::run);
      if (replica.controller().awaitPrimacy(PATIENCE)) {
        new Placing(replica.controller(), "alone").measure(bench, "one replica, fsync", sink);
      }
      running.interrupt();
      running.join();
    }
  }

  private static Time time() {
    return new Time(InstantSource.system(), System::nanoTime);
  }
}
