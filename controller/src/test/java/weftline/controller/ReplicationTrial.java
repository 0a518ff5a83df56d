package weftline.controller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import weftline.controller.api.LedgerApi;
import weftline.net.HttpClient;
import weftline.net.HttpServer;
import weftline.net.HttpServerConfig;
import weftline.net.Network;
import weftline.net.Response;
import weftline.net.Router;

/// Measures a replicated ledger in three processes on loopback, with a sync on every disk before an
/// entry counts: a program to be run by hand, without arguments or with a folder.
///
/// One entry is under way at a time, as in the controller. Then the primary is killed, several
/// times, and the time until another one has committed is taken.
final class ReplicationTrial {
  private static final int FAILOVERS = 10;

  private ReplicationTrial() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 3) {
      Child.run(arguments[0], arguments[1].split(","), Path.of(arguments[2]));
      return;
    }
    Path folder =
        arguments.length == 1 ? Path.of(arguments[0]) : Files.createTempDirectory("replication");
    new Parent(folder).run();
  }

  /// Starts the three, asks and kills.
  private static final class Parent {
    private final Path folder;
    private final List<String> peers = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();

    Parent(Path folder) throws IOException {
      this.folder = folder;
      for (int i = 1; i <= 3; i++) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          peers.add("c" + i + "=127.0.0.1:" + free.getLocalPort());
        }
      }
    }

    void run() throws Exception {
      for (String peer : peers) {
        running.add(start(peer));
      }
      System.out.println(ask("append 20 1"));
      System.out.println("one small entry:   " + ask("append 50 1"));
      ask("append 3 1000");
      System.out.println("1,000 events each: " + ask("append 30 1000"));
      List<Long> failovers = new ArrayList<>();
      for (int i = 0; i < FAILOVERS; i++) {
        failovers.add(failover());
      }
      failovers.sort(null);
      System.out.println("kill -9 of the primary to the next commit, ms: " + failovers);
      running.forEach(each -> each.process.destroyForcibly());
    }

    private long failover() throws Exception {
      Running primary = primary();
      long killed = System.nanoTime();
      primary.process.destroyForcibly().waitFor();
      running.remove(primary);
      ask("append 1 1");
      long millis = Duration.ofNanos(System.nanoTime() - killed).toMillis();
      running.add(start(primary.peer));
      ask("append 20 1");
      return millis;
    }

    private Running start(String peer) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx300m",
                  "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ReplicationTrial.class.getName(),
                  peer,
                  String.join(",", peers),
                  folder.resolve(peer.substring(0, 2)).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Running(
          peer,
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    private String ask(String what) throws IOException {
      while (true) {
        String answer = primary().ask(what);
        if (!answer.equals("no")) {
          return answer;
        }
      }
    }

    private Running primary() throws IOException {
      while (true) {
        for (Running each : running) {
          if (each.ask("primary?").equals("yes")) {
            return each;
          }
        }
      }
    }
  }

  /// One process and its ear.
  private record Running(String peer, Process process, BufferedReader answers) {
    String ask(String what) throws IOException {
      process.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return String.valueOf(answers.readLine());
    }
  }

  /// A ledger in a process of its own.
  private static final class Child {
    private final RaftLedger ledger;
    private Position position;

    private Child(RaftLedger ledger) {
      this.ledger = ledger;
      this.position = ledger.recover().position();
    }

    static void run(String own, String[] all, Path folder) throws Exception {
      Peer self = Peer.parse(own);
      ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
      Network network = Network.open();
      HttpMail mail = new HttpMail(HttpClient.open(), "http", Thread.ofVirtual().factory());
      RaftLedger ledger =
          RaftLedger.open(
              folder,
              self,
              Arrays.stream(all).map(Peer::parse).toList(),
              new Surroundings(
                  turns(thread), mail, System::nanoTime, System.nanoTime(), background(network)));
      int port = Integer.parseInt(self.address().substring(self.address().indexOf(':') + 1));
      HttpServer.listen(
          network,
          HttpServerConfig.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
          new Router(new LedgerApi(ledger).routes(), (_, _) -> Response.of(404)));
      new Child(ledger).listen();
    }

    private static Executor background(Network network) {
      return network.workers();
    }

    private static Sequencer turns(ScheduledExecutorService thread) {
      return new Sequencer() {
        @Override
        public void execute(Runnable task) {
          thread.execute(task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
          var _ = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
      };
    }

    private void listen() throws IOException {
      BufferedReader questions =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String asked = questions.readLine(); asked != null; asked = questions.readLine()) {
        System.out.println(answer(asked.split(" ")));
      }
      System.exit(0);
    }

    private String answer(String[] asked) {
      catchUp();
      if (asked[0].equals("primary?")) {
        return ledger.standing() instanceof Standing.Primary ? "yes" : "no";
      }
      int entries = Integer.parseInt(asked[1]);
      int events = Integer.parseInt(asked[2]);
      long[] nanos = new long[entries];
      long began = System.nanoTime();
      for (int i = 0; i < entries; i++) {
        long start = System.nanoTime();
        if (!append(events)) {
          return "no";
        }
        nanos[i] = System.nanoTime() - start;
      }
      long all = System.nanoTime() - began;
      Arrays.sort(nanos);
      return "%d entries/s, p50 %.2f ms, p99 %.2f ms"
          .formatted(
              entries * 1_000_000_000L / all,
              nanos[entries / 2] / 1e6,
              nanos[Math.min(entries - 1, entries * 99 / 100)] / 1e6);
    }

    private boolean append(int events) {
      Entry entry = LedgerContract.entry(Math.toIntExact(position.next()), events);
      var durable = ledger.append(entry, position.state());
      var outcome = durable.handle((_, trouble) -> trouble == null).join();
      catchUp();
      return outcome;
    }

    private void catchUp() {
      for (News news : ledger.news()) {
        position =
            switch (news) {
              case News.Appended(var entry, var after) ->
                  new Position(after, entry.next(), entry.at());
              case News.Restored(var restored) -> restored;
            };
      }
    }
  }
}
