package weftline.app.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import weftline.controller.api.OperationView;
import weftline.net.HttpAnswer;
import weftline.net.JsonTree;

/// Changes the settings of a service again and again, at whichever controller takes it, and keeps a
/// list of what was acknowledged. After each change somebody else is asked whether he knows of it.
final class Operator implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ProcessFabric fabric;
  private final String service;
  private final String configuration;
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final List<String> forgotten = new CopyOnWriteArrayList<>();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final Thread thread;
  private int turn;

  private Operator(ProcessFabric fabric, String service, String configuration) {
    this.fabric = fabric;
    this.service = service;
    this.configuration = configuration;
    this.thread = Thread.ofVirtual().unstarted(this::work);
  }

  /// @param configuration with `%d` where the number of the change goes
  static Operator start(ProcessFabric fabric, String service, String configuration) {
    var operator = new Operator(fabric, service, configuration);
    operator.thread.start();
    return operator;
  }

  /// The operations whose acknowledgement has arrived, in their order.
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /// What a controller did not know of that was asked afterwards.
  List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /// Returns how long it took until a change that was begun later than now was acknowledged.
  Duration awaitNext() {
    long begin = System.nanoTime();
    int before = acknowledged.size();
    Await.until("an acknowledged change", PATIENCE, () -> acknowledged.size() > before + 1);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// Whether this controller takes a change now.
  boolean isHeardBy(String controller) {
    return change(controller).isPresent();
  }

  @Override
  public void close() {
    enough.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!enough.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        changeSomewhere();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void changeSomewhere() {
    for (String controller : inTurns()) {
      Optional<String> operation = change(controller);
      if (operation.isPresent()) {
        acknowledged.add(operation.get());
        ask(operation.get());
        return;
      }
    }
  }

  private List<String> inTurns() {
    List<String> all = new ArrayList<>(fabric.controllers());
    Collections.rotate(all, -turn++);
    return all;
  }

  /// Nobody may answer; but whoever does must know.
  private void ask(String operation) {
    for (String controller : inTurns()) {
      var known = operations(controller);
      if (known.isPresent() && !known.get().contains(operation)) {
        forgotten.add("%s does not know %s".formatted(controller, operation));
      }
    }
  }

  /// What a controller knows, which need not be the newest if it is not asked for that.
  Optional<Set<String>> operations(String controller) {
    return fabric
        .list(controller, "/v1/operations", OperationView.class)
        .map(all ->
            all.stream().map(OperationView::id).collect(Collectors.toCollection(HashSet::new)));
  }

  private Optional<String> change(String controller) {
    try {
      HttpAnswer answer =
          fabric.post(
              controller,
              "/v1/services/%s/slots/production/configure".formatted(service),
              Map.of("configuration", configuration.formatted(System.nanoTime())));
      return answer.ok() ? JsonTree.parse(answer.body()).at("operation").text() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
