package weftline.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.controller.HttpMail;
import weftline.controller.MemoryDisk;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Sequencer;
import weftline.controller.Surroundings;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Identity;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;
import weftline.net.ServerTls;

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
    HttpServerConfig config =
        HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    HttpServer server =
        HttpServer.listen(
            network,
            config,
            new Router(new LedgerApi(receiver()).routes(), (_, _) -> Response.of(404)));
    port = server.address().getPort();
  }

  private RaftLedger receiver() {
    Peer self = new Peer("c2", "127.0.0.1:2");
    return RaftLedger.open(
        new MemoryDisk(),
        self,
        List.of(new Peer("c1", "127.0.0.1:1"), self),
        new Surroundings(
            direct(), (_, _) -> answers.release(), System::nanoTime, 1, Runnable::run));
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

  @Test
  void whoSendsUnderTheReceiversNameIsTold() throws InterruptedException {
    Semaphore told = new Semaphore(0);
    try (HttpMail twin =
        new HttpMail(client, "http", Thread.ofVirtual().factory(), told::release)) {
      var _ =
          RaftLedger.open(
              new MemoryDisk(),
              new Peer("c2", "127.0.0.1:3"),
              List.of(new Peer("c2", "127.0.0.1:3"), new Peer("c9", "127.0.0.1:" + port)),
              new Surroundings(direct(), twin, System::nanoTime, 2, Runnable::run));

      told.acquire();
    }
  }

  @Test
  void aLetterOfSomebodyElseIsNotTaken(@TempDir Path folder) throws Exception {
    CertificateAuthority authority = CertificateAuthority.create(folder, Clock.systemUTC());

    assertThat(deliver(authority, "c1", "c1").status()).isEqualTo(204);
    HttpAnswer refused = deliver(authority, "c1", "c3");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("c3 brings a letter of c1.");
  }

  /// A letter of the one that the other one's certificate brings.
  private HttpAnswer deliver(CertificateAuthority authority, String sender, String bringer)
      throws Exception {
    HttpServerConfig config =
        HttpServerConfig.encrypted(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ServerTls(controller(authority, "c2"), true));
    Router routes = new Router(new LedgerApi(receiver()).routes(), (_, _) -> Response.of(404));
    try (HttpServer server = HttpServer.listen(network, config, routes);
        HttpClient brings = HttpClient.open(controller(authority, bringer))) {
      URI uri =
          URI.create("https://127.0.0.1:%d%s".formatted(server.address().getPort(), HttpMail.PATH));
      return brings.send(
          HttpCall.post(uri, new HttpCall.Content.Bytes(letter(sender)))
              .with("Content-Type", HttpMail.CONTENT_TYPE));
    }
  }

  private static Credentials controller(CertificateAuthority authority, String name)
      throws IOException {
    return authority.issue(new Identity(Identity.Kind.CONTROLLER, name), List.of("127.0.0.1"));
  }

  /// What a controller writes that asks for votes, in a bundle.
  private static byte[] letter(String sender) {
    List<byte[]> written = new ArrayList<>();
    Peer self = new Peer(sender, "127.0.0.1:1");
    var _ =
        RaftLedger.open(
            new MemoryDisk(),
            self,
            List.of(self, new Peer("c2", "127.0.0.1:2")),
            new Surroundings(
                direct(),
                (_, letter) -> written.add(letter.bytes()),
                System::nanoTime,
                2,
                Runnable::run));
    byte[] first = written.getFirst();
    return ByteBuffer.allocate(Integer.BYTES + first.length)
        .putInt(first.length)
        .put(first)
        .array();
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
