package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weftline.controller.HttpMail;
import weftline.controller.MemoryDisk;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Sequencer;
import weftline.controller.Surroundings;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// Letters over HTTP: what one ledger sends arrives at the other one.
class LedgerApiTest {
  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final HttpMail mail = new HttpMail(client, "http", Thread.ofVirtual().factory());

  /// What the receiver writes.
  private final Semaphore answers = new Semaphore(0);

  private int port;

  @BeforeEach
  void serve() throws IOException {
    Peer sender = new Peer("c1", "127.0.0.1:1");
    HttpServerConfig config =
        HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    RaftLedger receiver =
        RaftLedger.open(
            new MemoryDisk(),
            new Peer("c2", "127.0.0.1:2"),
            List.of(sender, new Peer("c2", "127.0.0.1:2")),
            new Surroundings(
                direct(), (_, _) -> answers.release(), System::nanoTime, 1, Runnable::run));
    HttpServer server =
        HttpServer.listen(
            network,
            config,
            new Router(new LedgerApi(receiver).routes(), (_, _) -> Response.of(404)));
    port = server.address().getPort();
  }

  @AfterEach
  void stop() {
    mail.close();
    client.close();
    network.close();
  }

  @Test
  void whatIsSentArrivesAndIsAnswered() throws InterruptedException {
    Peer receiver = new Peer("c2", "127.0.0.1:" + port);
    answers.drainPermits(); // it has asked for votes itself
    var _ =
        RaftLedger.open(
            new MemoryDisk(),
            new Peer("c1", "127.0.0.1:1"),
            List.of(new Peer("c1", "127.0.0.1:1"), receiver),
            new Surroundings(direct(), mail, System::nanoTime, 2, Runnable::run));

    answers.acquire(); // the sender asks for votes as soon as it runs
  }

  @Test
  void whatIsNoLetterIsRefused() throws IOException {
    HttpAnswer answer = client.send(noLetter().with("Content-Type", HttpMail.CONTENT_TYPE));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("ends too early");
  }

  /// A browser sends such a thing for any page that it shows.
  @Test
  void whatAnyPageCouldSendIsNotRead() throws IOException {
    assertThat(client.send(noLetter()).status()).isEqualTo(415);
    assertThat(client.send(noLetter().with("Content-Type", "text/plain")).status()).isEqualTo(415);
  }

  private HttpCall noLetter() {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, HttpMail.PATH));
    return HttpCall.post(uri, new HttpCall.Content.Bytes(new byte[] {1, 2, 3, 4, 5}));
  }

  /// At once, and nothing later: a test has one thing to happen.
  private static Sequencer direct() {
    return new Sequencer() {
      @Override
      public synchronized void execute(Runnable task) {
        task.run();
      }

      @Override
      public void after(Duration delay, Runnable task) {
        // nothing later
      }
    };
  }
}
