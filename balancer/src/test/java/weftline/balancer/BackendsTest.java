package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.RoutingTable.Backend;

/// Who gets the next connection, without any socket.
final class BackendsTest {
  private static final InetSocketAddress ENTRANCE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
  private static final Backend A = backend(0);
  private static final Backend B = backend(1);
  private static final Backend C = backend(2);

  private final OpenConnections connections = new OpenConnections();
  private final Set<Backend> failing = new HashSet<>();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void leastConnectionsFillsTheEmptiestFirst() {
    Backends backends = backends(Preference.LEAST_CONNECTIONS);
    connections.opened(A.instance());
    connections.opened(A.instance());
    connections.opened(C.instance());

    assertThat(choose(backends, 3)).startsWith(B).doesNotContain(A).hasSize(3);
  }

  @Test
  void equalsTakeTurns() {
    assertThat(choose(backends(Preference.LEAST_CONNECTIONS), 3)).containsExactly(A, B, C);
  }

  @Test
  void roundRobinDoesNotCount() {
    Backends backends = backends(Preference.ROUND_ROBIN);
    connections.opened(A.instance());

    assertThat(choose(backends, 6)).containsExactly(A, B, C, A, B, C);
  }

  @Test
  void triedAndFailingBackendsAreLeftOut() {
    Backends backends = backends(Preference.ROUND_ROBIN);
    failing.add(B);

    assertThat(backends.choose(ENTRANCE, Set.of(A))).contains(C);
    assertThat(backends.choose(ENTRANCE, Set.of(A, C))).isEmpty();
  }

  @Test
  void suspectComesLastUntilItIsForgiven() {
    Backends backends = backends(Preference.LEAST_CONNECTIONS);
    connections.opened(B.instance());
    connections.opened(C.instance());
    backends.suspect(A);

    assertThat(backends.choose(ENTRANCE, Set.of())).isNotEqualTo(A);
    assertThat(backends.choose(ENTRANCE, Set.of(B, C))).contains(A);

    nanos.addAndGet(60_000_000_000L);
    assertThat(backends.choose(ENTRANCE, Set.of())).contains(A);
  }

  @Test
  void nobodyServesAnUnknownEntrance() {
    assertThat(backends(Preference.ROUND_ROBIN).choose(new InetSocketAddress(81), Set.of()))
        .isEmpty();
  }

  @Test
  void countsAreListedInOrderAndZeroIsLeftOut() {
    connections.opened(B.instance());
    connections.opened(A.instance());
    connections.opened(C.instance());
    connections.closed(C.instance());

    assertThat(connections.list())
        .extracting(each -> each.instance().index())
        .containsExactly(0, 1);
  }

  private Backends backends(Preference preference) {
    var backends =
        new Backends(preference, connections, backend -> !failing.contains(backend), nanos::get);
    backends.replace(Map.of(ENTRANCE, Fixture.route(80, A, B, C)));
    return backends;
  }

  private List<Backend> choose(Backends backends, int count) {
    List<Backend> chosen = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(_ -> {
          Backend next = backends.choose(ENTRANCE, Set.of()).orElseThrow();
          connections.opened(next.instance());
          chosen.add(next);
        });
    return chosen;
  }

  private static Backend backend(int index) {
    return new Backend(
        new InstanceId(new DeploymentId("d1"), "web", index), "127.0.0.1", 9_000 + index);
  }
}
