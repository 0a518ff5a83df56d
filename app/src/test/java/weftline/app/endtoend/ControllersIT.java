package weftline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.api.ControllerView;
import weftline.model.Capacity;
import weftline.model.NodeDescription;
import weftline.model.NodeId;
import weftline.model.PortRange;
import weftline.net.HttpAnswer;

/// Three controllers as processes: what was acknowledged is there whichever of them die, and others
/// take their place. Prints the time line.
@Timeout(600)
final class ControllersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> timeLine = new ArrayList<>();
  private final long began = System.nanoTime();
  private Optional<Controllers> started = Optional.empty();
  private int asked;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    Controllers controllers = new Controllers(folder);
    started = Optional.of(controllers);
    Await.until("storage", PATIENCE, controllers::hasStorage);
    for (String name : List.of("c1", "c2", "c3")) {
      controllers.start(name);
    }
    note("three controllers are started");
    change();
    note("a first change is acknowledged");
  }

  @AfterEach
  void stop() {
    timeLine.forEach(System.out::println);
    started.ifPresent(Controllers::close);
  }

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    Controllers controllers = started.orElseThrow();
    killThePrimary(controllers);
    killTwo(controllers);
    replaceOne(controllers);

    for (String name : controllers.alive()) {
      assertThat(controllers.get(name, "/v1/nodes").text())
          .as(name)
          .contains(acknowledged.stream().map(node -> "\"id\":\"" + node + "\"").toList());
    }
    note("%d acknowledged changes are known to all".formatted(acknowledged.size()));
  }

  private void killThePrimary(Controllers controllers) throws IOException, InterruptedException {
    String primary = primary(controllers);
    note("the primary is " + primary + "; it is killed");
    long killed = System.nanoTime();
    controllers.kill(primary);
    change();
    note("the next change is acknowledged, %d ms later".formatted(millisSince(killed)));
    controllers.start(primary);
    Await.until(
        primary + " knows the newest",
        PATIENCE,
        () -> knows(controllers, primary, acknowledged.getLast()));
    note(primary + " is back and knows the newest");
  }

  private void killTwo(Controllers controllers) throws IOException, InterruptedException {
    String primary = primary(controllers);
    String other =
        controllers.alive().stream()
            .filter(name -> !name.equals(primary))
            .findFirst()
            .orElseThrow();
    controllers.kill(primary);
    controllers.kill(other);
    note("two of three are killed: " + primary + " and " + other);
    assertThat(attempt(controllers.alive().getFirst())).isFalse();
    note("the one that is left takes no change");
    controllers.start(other);
    change();
    note("with " + other + " back a change is acknowledged");
    controllers.start(primary);
  }

  private void replaceOne(Controllers controllers) throws IOException, InterruptedException {
    controllers.start("c4");
    Await.until(
        "c4 is added",
        PATIENCE,
        () ->
            asks(() ->
                controllers.post(
                    "c2",
                    "/v1/controllers",
                    Map.of("name", "c4", "address", controllers.address("c4")))));
    Await.until("c4 counts", PATIENCE, () -> role(controllers, "c4").equals("secondary"));
    note("c4 reads along and counts");
    Await.until(
        "c1 is removed",
        PATIENCE,
        () -> asks(() -> controllers.delete("c2", "/v1/controllers/c1")));
    controllers.kill("c1");
    change();
    note("c1 is removed, and changes are acknowledged");
    Await.until(
        "c4 knows the newest", PATIENCE, () -> knows(controllers, "c4", acknowledged.getLast()));
  }

  private String role(Controllers controllers, String name) {
    return controllers.view("c2").stream()
        .filter(each -> each.name().equals(name))
        .map(ControllerView::role)
        .findFirst()
        .orElse("none");
  }

  private static String primary(Controllers controllers) {
    return Await.present("a primary", PATIENCE, controllers::primary);
  }

  private static boolean knows(Controllers controllers, String name, String node) {
    return asks(() -> {
      HttpAnswer answer = controllers.get(name, "/v1/nodes?stale=true");
      if (!answer.text().contains("\"id\":\"" + node + "\"")) {
        throw new IOException("not yet");
      }
      return answer;
    });
  }

  /// Asks for changes, of whoever lives, until one is acknowledged.
  private void change() {
    Controllers controllers = started.orElseThrow();
    Await.until(
        "an acknowledged change",
        PATIENCE,
        () -> controllers.alive().stream().anyMatch(this::attempt));
  }

  private boolean attempt(String name) {
    String node = "n" + ++asked;
    NodeDescription description =
        new NodeDescription(
            new NodeId(node),
            "127.0.0.1",
            0,
            new Capacity(1_000, 1_000, 1_000),
            new PortRange(20_000, 20_009));
    boolean done =
        asks(() -> started.orElseThrow().post(name, "/nodes/" + node + "/join", description));
    if (done) {
      acknowledged.add(node);
    }
    return done;
  }

  private static boolean asks(Question question) {
    try {
      return question.ask().ok();
    } catch (IOException e) {
      return false;
    }
  }

  private void note(String what) {
    timeLine.add("%7d ms  %s".formatted(millisSince(began), what));
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  /// Something asked of a controller that may be gone.
  @FunctionalInterface
  private interface Question {
    HttpAnswer ask() throws IOException;
  }
}
