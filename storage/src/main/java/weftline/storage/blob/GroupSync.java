package weftline.storage.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Lets everybody who waits for the disk share one sync: while one is under way, the next group
/// gathers. The work must not fail.
final class GroupSync {
  private final Runnable work;
  private final Executor executor;
  private final Object lock = new Object();
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean running;

  GroupSync(Runnable work, Executor executor) {
    this.work = work;
    this.executor = executor;
  }

  /// Completes after a sync that has begun after this call.
  CompletionStage<Void> sync() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (lock) {
      waiting.add(done);
      if (running) {
        return done;
      }
      running = true;
    }
    executor.execute(this::run);
    return done;
  }

  private void run() {
    List<CompletableFuture<Void>> group = next();
    while (!group.isEmpty()) {
      work.run();
      group.forEach(done -> done.complete(null));
      group = next();
    }
  }

  private List<CompletableFuture<Void>> next() {
    synchronized (lock) {
      List<CompletableFuture<Void>> group = waiting;
      waiting = new ArrayList<>();
      running = !group.isEmpty();
      return group;
    }
  }
}
