package weftline.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.RoutingTable;

/// A real role instance as a balancer sees it: a listening socket that serves each connection on a
/// thread of its own.
final class TestBackend implements AutoCloseable {
  /// Bound and never listening, for as long as the tests run.
  private static final Queue<Socket> HELD_PORTS = new ConcurrentLinkedQueue<>();

  private final ServerSocket listener;
  private final InstanceId instance;
  private final AtomicInteger accepted = new AtomicInteger();

  private TestBackend(ServerSocket listener, InstanceId instance) {
    this.listener = listener;
    this.instance = instance;
  }

  static TestBackend start(int index, Conversation conversation) throws IOException {
    var listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    var backend = new TestBackend(listener, instance(index));
    Thread.ofVirtual().start(() -> backend.serve(conversation));
    return backend;
  }

  /// Says its instance's index to everybody and hangs up.
  static TestBackend telling(int index) throws IOException {
    return start(index, socket -> socket.getOutputStream().write('0' + index));
  }

  /// Sends back what it is sent.
  static TestBackend echoing(int index) throws IOException {
    return start(index, socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  /// Answers every HTTP request with the status, whatever was asked.
  static TestBackend answering(int index, AtomicInteger status) throws IOException {
    return start(
        index,
        socket -> {
          String answer = "HTTP/1.1 %d Whatever\r\n\r\n".formatted(status.get());
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        });
  }

  /// A backend whose port nobody listens on, nor ever will: a port that is only given back may be
  /// somebody else's a moment later.
  static RoutingTable.Backend gone(int index) throws IOException {
    Socket holder = new Socket();
    holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    HELD_PORTS.add(holder);
    return new RoutingTable.Backend(instance(index), "127.0.0.1", holder.getLocalPort());
  }

  RoutingTable.Backend address() {
    return new RoutingTable.Backend(instance, "127.0.0.1", listener.getLocalPort());
  }

  private static InstanceId instance(int index) {
    return new InstanceId(new DeploymentId("d1"), "web", index);
  }

  InstanceId instance() {
    return instance;
  }

  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve(Conversation conversation) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> converse(conversation, socket));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void converse(Conversation conversation, Socket socket) {
    try (socket) {
      conversation.hold(socket);
    } catch (IOException e) {
      // The client has gone, as some tests want.
    }
  }

  /// What a backend does with one connection.
  @FunctionalInterface
  interface Conversation {
    void hold(Socket socket) throws IOException;
  }
}
