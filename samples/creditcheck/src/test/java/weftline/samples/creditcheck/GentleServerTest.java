package weftline.samples.creditcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Leaving while clients are there, seen from a client's socket.
@Timeout(60)
final class GentleServerTest {
  private static final Duration QUIET = Duration.ofMillis(300);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  @Test
  void connectionStaysOpenWhileNobodyLeaves() throws IOException {
    var server = start();
    try (var client = new Client(server)) {
      assertThat(client.ask("/")).contains("HTTP/1.1 200 OK").doesNotContain("Connection: close");
      assertThat(client.ask("/empty")).contains("HTTP/1.1 303 See Other");
      assertThat(client.ask("/")).contains("HTTP/1.1 200 OK");
    }
    server.leave();
  }

  @Test
  void leavingServerAnswersAndAsksToComeBackElsewhere() throws Exception {
    var server = start();
    try (var waiting = new Client(server);
        var later = new Client(server)) {
      waiting.send("/slow");
      asked.await();
      Thread leaving = Thread.ofVirtual().start(server::leave);
      String farewell = askUntilFarewell(later);
      mayAnswer.countDown();

      assertThat(farewell).contains("HTTP/1.1 200 OK");
      assertThat(waiting.receive()).contains("HTTP/1.1 200 OK");
      leaving.join();
    }
    assertThatThrownBy(() -> new Client(server)).isInstanceOf(IOException.class);
  }

  private GentleServer start() throws IOException {
    return GentleServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/empty")) {
            exchange.sendResponseHeaders(303, -1);
            return;
          }
          if (path.equals("/slow")) {
            asked.countDown();
            await(mayAnswer);
          }
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
        },
        QUIET);
  }

  /// The thread that leaves may not have begun when the first answers come.
  private static String askUntilFarewell(Client client) throws IOException {
    while (true) {
      String answer = client.ask("/");
      if (answer.contains("Connection: close")) {
        return answer;
      }
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// A browser of few words, on one connection.
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader reader;

    Client(GentleServer server) throws IOException {
      socket = new Socket(server.address().getAddress(), server.address().getPort());
      reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    String ask(String path) throws IOException {
      send(path);
      return receive();
    }

    void send(String path) throws IOException {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.US_ASCII));
    }

    /// The head of the answer; a body of two bytes is read past.
    String receive() throws IOException {
      List<String> lines = new ArrayList<>();
      String line = reader.readLine();
      while (line != null && !line.isEmpty()) {
        lines.add(line);
        line = reader.readLine();
      }
      if (lines.toString().contains(" 200 ")) {
        reader.skip(2);
      }
      return String.join("\n", lines);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
