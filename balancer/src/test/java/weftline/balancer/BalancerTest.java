package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.model.BalancerReport;
import weftline.model.BalancerReport.OpenConnections;
import weftline.model.BalancerReport.PortTaken;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;

/// Forwarding, seen from both ends of real sockets.
final class BalancerTest {
  private static final int BIG = 32 * 1_024 * 1_024;

  @Test
  void bytesPassBothWaysAndTheEndOfEachDirectionIsPassedOn() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(counting()).address()));

      try (Socket client = Fixture.connect(port)) {
        client.getOutputStream().write(new byte[1_000]);
        client.shutdownOutput();

        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("1000 bytes");
      }
    }
  }

  @Test
  void muchDataComesBackWhole() throws Exception {
    try (var fixture = new Fixture(Fixture.config());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(TestBackend.echoing(0)).address()));
      byte[] sent = new byte[BIG];
      new Random(4711).nextBytes(sent);

      try (Socket client = Fixture.connect(port)) {
        var writer =
            threads.submit(() -> {
              client.getOutputStream().write(sent);
              client.shutdownOutput();
              return true;
            });

        assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        assertThat(writer.get()).isTrue();
      }
    }
  }

  @Test
  void aRouteThatIsGoneGivesItsPortBack() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(TestBackend.telling(0)).address()));
      assertThat(Fixture.ask(port)).isZero();

      fixture.route();

      Fixture.await("the free port", () -> isFree(port));
    }
  }

  @Test
  void aBackendWithoutAnAddressIsPassedOver() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var alive = fixture.add(TestBackend.telling(1)).address();
      var nowhere = new RoutingTable.Backend(alive.instance(), "nowhere.invalid", 80);
      fixture.route(Fixture.route(port, nowhere, alive));

      assertThat(Fixture.ask(port)).isEqualTo(1);
      assertThat(Fixture.ask(port)).isEqualTo(1);
    }
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void refusedConnectionIsTriedOnAnotherBackend() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var alive = fixture.add(TestBackend.telling(1));
      fixture.route(Fixture.route(port, TestBackend.gone(0), alive.address(), TestBackend.gone(2)));

      for (int count = 0; count < 20; count++) {
        assertThat(Fixture.ask(port)).isEqualTo(1);
      }
    }
  }

  @Test
  void whatRefusesOrBreaksOffIsReported() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var breaking = fixture.add(TestBackend.start(1, BalancerTest::breakOff));
      var refusing = TestBackend.gone(0);
      fixture.route(Fixture.route(port, refusing, breaking.address()));

      Set<InstanceId> both = Set.of(refusing.instance(), breaking.instance());

      assertThatThrownBy(() -> Fixture.ask(port)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> Fixture.ask(port)).isInstanceOf(IOException.class);

      Fixture.await("both", () -> failed(fixture).containsAll(both));
      fixture.route();
      assertThat(fixture.balancer().report().tried()).isEmpty();
    }
  }

  private static Set<InstanceId> failed(Fixture fixture) {
    return fixture.balancer().report().tried().stream()
        .filter(one -> one.failed() > 0)
        .map(BalancerReport.Tried::instance)
        .collect(Collectors.toSet());
  }

  private static void breakOff(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
  }

  @Test
  void clientIsHeldUntilThereIsABackend() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port));

      try (Socket client = Fixture.connect(port)) {
        fixture.route(Fixture.route(port, fixture.add(TestBackend.telling(3)).address()));

        assertThat(client.getInputStream().read()).isEqualTo('3');
      }
    }
  }

  @Test
  void clientIsTurnedAwayWhenNoBackendAppears() throws IOException {
    try (var fixture = new Fixture(Fixture.config().withHold(Duration.ofMillis(100), 10))) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port));

      assertThatThrownBy(() -> Fixture.ask(port)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientIsTurnedAwayAtOnceWhenTooManyWait() throws IOException {
    try (var fixture = new Fixture(Fixture.config().withHold(Duration.ofMinutes(10), 0))) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port));

      assertThatThrownBy(() -> Fixture.ask(port)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void removedBackendKeepsItsConnectionsAndGetsNoNewOnes() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var old = fixture.add(TestBackend.echoing(0));
      fixture.route(Fixture.route(port, old.address()));
      try (Socket client = Fixture.connect(port)) {
        assertThat(echo(client, 'a')).isEqualTo('a');

        fixture.route(Fixture.route(port, fixture.add(TestBackend.telling(1)).address()));

        assertThat(Fixture.ask(port)).isEqualTo(1);
        assertThat(echo(client, 'b')).isEqualTo('b');
        assertThat(fixture.balancer().report().connections())
            .contains(new OpenConnections(old.instance(), 1));
      }
      Fixture.await(
          "no connection is counted", () -> fixture.balancer().report().connections().isEmpty());
      assertThat(old.accepted()).isEqualTo(1);
    }
  }

  @Test
  void connectionOutlivesItsRoute() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(TestBackend.echoing(0)).address()));
      try (Socket client = Fixture.connect(port)) {
        assertThat(echo(client, 'a')).isEqualTo('a');

        fixture.route();

        assertThat(echo(client, 'b')).isEqualTo('b');
        Fixture.await("nobody listens", () -> !accepts(port));
      }
    }
  }

  @Test
  void swapUnderLoadIsAtomicAndFailsNobody() throws Exception {
    try (var fixture = new Fixture(Fixture.config());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int production = Fixture.freePort();
      int staging = Fixture.freePort();
      var blue = fixture.add(TestBackend.telling(1)).address();
      var green = fixture.add(TestBackend.telling(2)).address();
      fixture.route(Fixture.route(production, blue), Fixture.route(staging, green));
      var swapped = new CompletableFuture<Void>();
      var warm = new CountDownLatch(4 * 50);
      var load =
          IntStream.range(0, 4)
              .mapToObj(_ -> threads.submit(() -> askUntilNew(production, warm, swapped)))
              .toList();
      warm.await();

      fixture.route(Fixture.route(production, green), Fixture.route(staging, blue));
      swapped.complete(null);

      assertThat(Fixture.ask(production)).isEqualTo(2);
      assertThat(Fixture.ask(staging)).isEqualTo(1);
      for (var client : load) {
        assertThat(client.get()).isEqualTo(2);
      }
    }
  }

  @Test
  void olderTableIsIgnored() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      fixture.route();
      fixture.route();

      fixture.balancer().converge(new RoutingTable(new Generation(1), List.of()));

      assertThat(fixture.balancer().report().applied()).isEqualTo(new Generation(2));
    }
  }

  @Test
  void brokenAnswerIsNotTakenForAWholeOne() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var breaking =
          TestBackend.start(
              0,
              socket -> {
                socket.getInputStream().read();
                socket.getOutputStream().write(new byte[10]);
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
              });
      fixture.route(Fixture.route(port, fixture.add(breaking).address()));

      try (Socket client = Fixture.connect(port)) {
        client.getOutputStream().write('?');

        assertThatThrownBy(() -> client.getInputStream().readAllBytes())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void silentConnectionIsEnded() throws IOException {
    try (var fixture = new Fixture(Fixture.config().withIdleTimeout(Duration.ofMillis(200)))) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(TestBackend.echoing(0)).address()));

      try (Socket client = Fixture.connect(port)) {
        assertThat(echo(client, 'a')).isEqualTo('a');

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void backendWithAProbeIsOutUntilItAnswersWell() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var status = new AtomicInteger(503);
      var fresh = fixture.add(TestBackend.answering(0, status));
      var route =
          Fixture.withProbe(
              Fixture.route(port, fresh.address()),
              "http",
              Duration.ofMillis(10),
              Duration.ofMillis(100));
      fixture.route(route);

      try (Socket client = Fixture.connect(port)) {
        Fixture.await("the probe has asked", () -> fresh.accepted() > 2);
        status.set(200);

        assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
      }
    }
  }

  @Test
  void backendThatFailsItsProbeLosesItsTraffic() throws IOException {
    try (var fixture = new Fixture(Fixture.config().withHold(Duration.ZERO, 0))) {
      int port = Fixture.freePort();
      var status = new AtomicInteger(200);
      var backend = fixture.add(TestBackend.answering(0, status));
      var interval = Duration.ofMillis(10);
      fixture.route(
          Fixture.withProbe(
              Fixture.route(port, backend.address()), "http", interval, Duration.ofMillis(50)));
      Fixture.await("the probe passes", () -> isServed(port));

      status.set(500);

      Fixture.await("the probe fails", () -> !isServed(port));
      assertThat(fixture.balancer().report().failing()).hasSize(1);
    }
  }

  @Test
  void takenPortIsReportedWithItsOwnerAndHadWhenItIsFree() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      var backend = fixture.add(TestBackend.telling(5)).address();
      int port;
      try (var squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = squatter.getLocalPort();
        fixture.route(Fixture.route(port, backend));

        var taken = fixture.balancer().report().portsTaken();
        assertThat(taken).extracting(PortTaken::port).containsExactly(port);
        assertThat(taken.getFirst().owner()).contains("pid " + ProcessHandle.current().pid());
      }

      Fixture.await("the port is had", () -> fixture.balancer().report().portsTaken().isEmpty());
      assertThat(Fixture.ask(port)).isEqualTo(5);
    }
  }

  @Test
  void backendLearnsTheClientsAddress() throws IOException {
    try (var fixture = new Fixture(Fixture.config())) {
      int port = Fixture.freePort();
      var backend = fixture.add(TestBackend.echoing(0));
      fixture.route(Fixture.withProxyProtocol(Fixture.route(port, backend.address())));

      try (Socket client = Fixture.connect(port)) {
        client.getOutputStream().write('x');
        byte[] seen = client.getInputStream().readNBytes(29);

        assertThat(new String(seen, 0, 12, StandardCharsets.ISO_8859_1))
            .isEqualTo("\r\n\r\n\0\r\nQUIT\n");
        int source = ((seen[24] & 0xFF) << 8) | (seen[25] & 0xFF);
        assertThat(source).isEqualTo(client.getLocalPort());
        assertThat(seen[28]).isEqualTo((byte) 'x');
      }
    }
  }

  private static TestBackend counting() throws IOException {
    return TestBackend.start(
        0,
        socket -> {
          int count = socket.getInputStream().readAllBytes().length;
          socket.getOutputStream().write((count + " bytes").getBytes(StandardCharsets.US_ASCII));
        });
  }

  /// Asks at least as often as the latch wants and until the swap is known; returns the answer to
  /// the first question put after it.
  private static int askUntilNew(int port, CountDownLatch warm, CompletableFuture<Void> swapped)
      throws IOException {
    while (true) {
      boolean after = swapped.isDone();
      int answer = Fixture.ask(port);
      warm.countDown();
      assertThat(answer).isBetween(1, 2);
      if (after) {
        return answer;
      }
    }
  }

  private static int echo(Socket socket, char sent) throws IOException {
    socket.getOutputStream().write(sent);
    return socket.getInputStream().read();
  }

  private static boolean isServed(int port) {
    try {
      return Fixture.ask(port) == 'H' - '0';
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = Fixture.connect(port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
