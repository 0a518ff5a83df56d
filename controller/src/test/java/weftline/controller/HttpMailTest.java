package weftline.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.microraft.model.message.AppendEntriesRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Request;
import weftline.net.Response;

/// Letters on their way between programs that come and go.
class HttpMailTest {
  private static final Peer SENDER = new Peer("c1", "127.0.0.1:1");

  private final Network network = Network.open();
  private final HttpClient client = HttpClient.open();
  private final HttpMail mail = new HttpMail(client, "http", Thread.ofVirtual().factory());
  private final BlockingQueue<Integer> terms = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    mail.close();
    client.close();
    network.close();
  }

  @Test
  void smallAndLargeOnesArrive() throws Exception {
    try (HttpServer server = serve(0)) {
      Peer receiver = receiver(server);
      mail.send(receiver, letter(1, 1));
      assertThat(terms.take()).isEqualTo(1);

      Letter large = letter(2, 1_000);
      assertThat(large.isLarge()).isTrue();
      mail.send(receiver, large);
      assertThat(terms.take()).isEqualTo(2);
    }
  }

  @Test
  void smallOnesArriveInTheirOrder() throws Exception {
    try (HttpServer server = serve(0)) {
      Peer receiver = receiver(server);
      mail.send(receiver, letter(1, 1));
      assertThat(terms.take()).isEqualTo(1); // there is a connection

      for (int term = 2; term <= 20; term++) {
        mail.send(receiver, letter(term, 1));
      }
      for (int term = 2; term <= 20; term++) {
        assertThat(terms.take()).isEqualTo(term);
      }
    }
  }

  @Test
  void theyArriveAgainAtOneThatWasAway() throws Exception {
    HttpServer first = serve(0);
    Peer receiver = receiver(first);
    mail.send(receiver, letter(1, 1));
    assertThat(terms.take()).isEqualTo(1);
    first.close();

    try (HttpServer _ = serve(first.address().getPort())) {
      while (terms.isEmpty()) {
        mail.send(receiver, letter(2, 1)); // some of them are lost
        Thread.onSpinWait();
      }
      assertThat(terms.take()).isEqualTo(2);
    }
  }

  private HttpServer serve(int port) throws IOException {
    return HttpServer.listen(
        network,
        HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        this::take);
  }

  private CompletionStage<Response> take(Request request) {
    return request.body(Letter.BYTES_MAX).thenCompose(this::note);
  }

  private CompletionStage<Response> note(byte[] bundle) {
    try {
      Letter.readAll(bundle).forEach(letter -> terms.add(letter.message().getTerm()));
      return CompletableFuture.completedStage(Response.of(204));
    } catch (LetterException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static Peer receiver(HttpServer server) {
    return new Peer("c2", "127.0.0.1:" + server.address().getPort());
  }

  /// One entry with so many events.
  private static Letter letter(int term, int events) {
    Payload payload = Payload.of(new Proposal.Batch(LedgerContract.entry(1, events)));
    AppendEntriesRequest request =
        Models.FACTORY
            .createAppendEntriesRequestBuilder()
            .setGroupId(Models.GROUP)
            .setSender(new Voter(SENDER))
            .setTerm(term)
            .setPreviousLogTerm(0)
            .setPreviousLogIndex(0)
            .setCommitIndex(0)
            .setLogEntries(
                List.of(
                    Models.FACTORY
                        .createLogEntryBuilder()
                        .setIndex(1)
                        .setTerm(term)
                        .setOperation(payload)
                        .build()))
            .setQuerySequenceNumber(0)
            .setFlowControlSequenceNumber(0)
            .build();
    return new Letter(request);
  }
}
