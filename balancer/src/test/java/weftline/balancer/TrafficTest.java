package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weftline.model.BalancerId;

/// How many clients there may be.
final class TrafficTest {
  private static final BalancerConfig SMALL =
      new BalancerConfig(
          new BalancerId("lb"),
          Preference.ROUND_ROBIN,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          2,
          3,
          Duration.ofMinutes(4),
          Duration.ofSeconds(1),
          1);

  @Test
  void placesAreGivenUpToTheLimitAndAgainWhenTheyAreFree() {
    var connections = new OpenConnections();
    var backends = new Backends(Preference.ROUND_ROBIN, connections, _ -> true, System::nanoTime);
    var traffic = new Traffic(SMALL, backends, connections, new Tries(() -> 0));

    assertThat(List.of(traffic.tryHold(), traffic.tryHold(), traffic.tryHold()))
        .containsExactly(true, true, false);
    traffic.release();
    assertThat(traffic.tryHold()).isTrue();
  }

  @Test
  void clientBeyondTheLimitIsTurnedAwayAndTheOthersStay() throws IOException {
    try (var fixture = new Fixture(SMALL)) {
      int port = Fixture.freePort();
      fixture.route(Fixture.route(port, fixture.add(TestBackend.echoing(0)).address()));
      List<Socket> connected = new ArrayList<>();
      for (int count = 0; count < SMALL.connectionsMax(); count++) {
        Socket client = Fixture.connect(port);
        connected.add(client);
        assertThat(echo(client)).isEqualTo('x');
      }

      try (Socket oneMore = Fixture.connect(port)) {
        assertThatThrownBy(() -> echoOrFail(oneMore)).isInstanceOf(IOException.class);
      }
      for (Socket client : connected) {
        assertThat(echo(client)).isEqualTo('x');
        client.close();
      }
      Fixture.await(
          "there is room again", () -> fixture.balancer().report().connections().isEmpty());
      try (Socket next = Fixture.connect(port)) {
        assertThat(echo(next)).isEqualTo('x');
      }
    }
  }

  @Test
  void limitsBelowTheirLeastValueAreRefused() {
    assertThatThrownBy(() -> SMALL.withHold(Duration.ZERO, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int echo(Socket socket) throws IOException {
    socket.getOutputStream().write('x');
    return socket.getInputStream().read();
  }

  /// The reset may come before the byte is sent or after it.
  private static void echoOrFail(Socket socket) throws IOException {
    if (echo(socket) < 0) {
      throw new IOException("closed");
    }
  }
}
