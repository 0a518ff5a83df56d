package weftline.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.EndpointAddress;

/// Sees whether a role listens already on every TCP port that its definition promises. A role that
/// leaves the decision to the fabric counts as ready from then on: so no request meets a program
/// that still boots.
final class ListeningPorts {
  private static final int CONNECT_MILLISECONDS = 200;

  private final List<EndpointAddress> closed;

  ListeningPorts(InstanceGoal goal) {
    this.closed =
        new ArrayList<>(
            goal.endpoints().stream()
                .filter(endpoint -> !endpoint.protocol().equals("udp"))
                .filter(endpoint -> !endpoint.protocol().equals("any"))
                .toList());
  }

  /// The first endpoint on which nobody listens yet. One that was seen open is not asked again.
  Optional<EndpointAddress> firstClosed() {
    while (!closed.isEmpty() && accepts(closed.getFirst())) {
      closed.removeFirst();
    }
    return closed.stream().findFirst();
  }

  private static boolean accepts(EndpointAddress endpoint) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(endpoint.address(), endpoint.port()), CONNECT_MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
