package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.model.RoutingTable.Backend;

/// Tables that change all the time, with dead backends among the living. Whoever was connected to a
/// living backend is served to the end, and whoever comes finds one.
final class StormTest {
  private static final int LIVING = 4;
  private static final int CLIENTS = 8;
  private static final int TABLES = 150;
  private static final int BYTES_MAX = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 4711})
  void everyClientIsServed(long seed) throws Exception {
    var random = new Random(seed);
    var complaints = new ConcurrentLinkedQueue<String>();
    var over = new AtomicBoolean();
    try (var fixture = new Fixture(Fixture.config());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = Fixture.freePort();
      List<Backend> living = new ArrayList<>();
      for (int index = 0; index < LIVING; index++) {
        living.add(fixture.add(TestBackend.echoing(index)).address());
      }
      List<Backend> dead = List.of(TestBackend.gone(7), TestBackend.gone(8));
      fixture.route(Fixture.route(port, living.getFirst()));
      List<Future<Integer>> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(number -> threads.submit(() -> work(port, seed + number, over, complaints)))
              .toList();

      for (int count = 0; count < TABLES; count++) {
        fixture.route(Fixture.route(port, some(random, living, dead)));
      }
      over.set(true);

      int served = 0;
      for (Future<Integer> client : clients) {
        served += client.get();
      }
      assertThat(complaints).isEmpty();
      assertThat(served).isGreaterThanOrEqualTo(CLIENTS);
      Fixture.await(
          "all connections are over", () -> fixture.balancer().report().connections().isEmpty());
    }
  }

  /// At least one of the living, in any order, and perhaps some of the dead.
  private static Backend[] some(Random random, List<Backend> living, List<Backend> dead) {
    List<Backend> chosen = new ArrayList<>();
    chosen.add(living.get(random.nextInt(living.size())));
    living.stream().filter(_ -> random.nextBoolean()).forEach(chosen::add);
    dead.stream().filter(_ -> random.nextBoolean()).forEach(chosen::add);
    return chosen.stream().distinct().toArray(Backend[]::new);
  }

  private static int work(
      int port, long seed, AtomicBoolean over, ConcurrentLinkedQueue<String> complaints) {
    var random = new Random(seed);
    int served = 0;
    do {
      byte[] sent = new byte[1 + random.nextInt(BYTES_MAX)];
      random.nextBytes(sent);
      try (Socket client = Fixture.connect(port)) {
        Thread writer = Thread.ofVirtual().start(() -> send(client, sent, complaints));
        byte[] received = client.getInputStream().readAllBytes();
        writer.join();
        if (!Arrays.equals(sent, received)) {
          complaints.add("%d bytes sent, %d came back".formatted(sent.length, received.length));
        }
        served++;
      } catch (IOException | InterruptedException e) {
        complaints.add(e.toString());
      }
    } while (!over.get());
    return served;
  }

  private static void send(Socket client, byte[] bytes, ConcurrentLinkedQueue<String> complaints) {
    try {
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
    } catch (IOException e) {
      complaints.add("while sending: " + e);
    }
  }
}
