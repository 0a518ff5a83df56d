package weftline.bench.fabric;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Executors;
import weftline.controller.Controller;
import weftline.controller.HttpMail;
import weftline.controller.Peer;
import weftline.controller.RaftLedger;
import weftline.controller.Surroundings;
import weftline.controller.Time;
import weftline.controller.api.LedgerApi;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.Router;

/// One controller of a group, wired as the real program wires it, with its ledger in a folder.
final class Replica implements AutoCloseable {
  /// Three processes, their disks and the load share a few cores here: nobody is to be elected
  /// because they are busy.
  static final Duration PATIENT = Duration.ofSeconds(5);

  private final Network network;
  private final HttpClient client;
  private final HttpMail mail;
  private final LedgerTurns turns;
  private final RaftLedger ledger;
  private final HttpServer server;
  private final Controller controller;

  private Replica(
      Network network,
      HttpClient client,
      HttpMail mail,
      LedgerTurns turns,
      RaftLedger ledger,
      HttpServer server) {
    this.network = network;
    this.client = client;
    this.mail = mail;
    this.turns = turns;
    this.ledger = ledger;
    this.server = server;
    this.controller = Controller.open(ledger, new Time(InstantSource.system(), System::nanoTime));
  }

  /// @param silenceMax as in [Surroundings]
  static Replica open(Peer self, List<Peer> all, Path folder, Duration silenceMax)
      throws IOException {
    Network network = Network.open();
    HttpClient client = HttpClient.open();
    HttpMail mail =
        new HttpMail(client, "http", Thread.ofPlatform().daemon().name("mail-", 0).factory());
    LedgerTurns turns = new LedgerTurns();
    Surroundings surroundings =
        new Surroundings(
            turns,
            mail,
            System::nanoTime,
            System.nanoTime(),
            Executors.newVirtualThreadPerTaskExecutor(),
            silenceMax);
    RaftLedger ledger = RaftLedger.open(folder, self, all, surroundings);
    int port = Integer.parseInt(self.address().substring(self.address().indexOf(':') + 1));
    HttpServer server =
        HttpServer.listen(
            network,
            HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            new Router(new LedgerApi(ledger).routes(), Replica::refuse));
    return new Replica(network, client, mail, turns, ledger, server);
  }

  private static Response refuse(Request request, SortedSet<String> allowed) {
    return Response.of(404);
  }

  Controller controller() {
    return controller;
  }

  @Override
  public void close() throws IOException {
    server.close();
    ledger.close();
    turns.close();
    mail.close();
    client.close();
    network.close();
  }
}
