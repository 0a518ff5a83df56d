package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.model.BalancerReport;
import weftline.model.Generation;
import weftline.model.RoutingTable;

/// Following a controller that comes and goes.
final class FollowerTest {
  @TempDir private Path folder;

  @Test
  void tableIsFollowedAndReported() throws Exception {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var controller = new TestController();
      try (var follower = follow(fixture, controller)) {
        var backend = fixture.add(TestBackend.telling(4)).address();

        controller.publish(
            new RoutingTable(new Generation(7), List.of(Fixture.route(port, backend))));

        assertThat(controller.reportOf(new Generation(7)).portsTaken()).isEmpty();
        assertThat(Fixture.ask(port)).isEqualTo(4);
        assertThat(follower).isNotNull();
      }
    }
  }

  @Test
  void reportIsMadeAgainWithoutNews() throws Exception {
    try (var fixture = new Fixture(Fixture.config())) {
      var controller = new TestController();
      try (var follower = follow(fixture, controller)) {
        var first = controller.reportOf(Generation.ZERO);

        assertThat(controller.reportOf(Generation.ZERO)).isEqualTo(first);
        assertThat(follower).isNotNull();
      }
    }
  }

  @Test
  void keptTableServesWhileNoControllerAnswers() throws Exception {
    int port = Fixture.freePort();
    try (var backend = TestBackend.telling(4)) {
      var table =
          new RoutingTable(new Generation(7), List.of(Fixture.route(port, backend.address())));
      new TableFile(folder.resolve("table.json")).save(table);
      try (var fixture = new Fixture(Fixture.config());
          var follower = follow(fixture, new UnreachableController())) {

        assertThat(Fixture.ask(port)).isEqualTo(4);
        assertThat(fixture.balancer().applied()).isEqualTo(new Generation(7));
        assertThat(follower).isNotNull();
      }
    }
  }

  @Test
  void damagedTableIsAsGoodAsNone() throws IOException {
    Path file = folder.resolve("table.json");
    Files.writeString(file, "{\"generation\":");

    assertThat(new TableFile(file).load()).isEmpty();
  }

  @Test
  void tableComesBackAsItWasKept() throws IOException {
    var file = new TableFile(folder.resolve("table.json"));
    var route =
        Fixture.withProbe(
            Fixture.route(80, TestBackend.gone(1)),
            "http",
            Duration.ofSeconds(5),
            Duration.ofSeconds(11));
    var table = new RoutingTable(new Generation(3), List.of(route));

    file.save(table);

    assertThat(file.load()).contains(table);
  }

  private Follower follow(Fixture fixture, ControllerLink link) throws IOException {
    return Follower.start(
        fixture.balancer(), link, folder.resolve("table.json"), Thread.ofVirtual().factory());
  }

  /// Hands out what the test publishes and keeps what it is told.
  private static final class TestController implements ControllerLink {
    private final LinkedBlockingQueue<RoutingTable> tables = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<BalancerReport> reports = new LinkedBlockingQueue<>();

    void publish(RoutingTable table) {
      tables.add(table);
    }

    BalancerReport reportOf(Generation generation) throws InterruptedException {
      BalancerReport report = reports.take();
      while (!report.applied().equals(generation)) {
        report = reports.take();
      }
      return report;
    }

    @Override
    public Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException {
      try {
        return Optional.ofNullable(tables.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    @Override
    public void report(BalancerReport report) {
      reports.add(report);
    }
  }

  /// A controller that is down.
  private static final class UnreachableController implements ControllerLink {
    @Override
    public Optional<RoutingTable> routes(Generation after, Duration wait) throws IOException {
      throw new IOException("connection refused");
    }

    @Override
    public void report(BalancerReport report) throws IOException {
      throw new IOException("connection refused");
    }
  }
}
