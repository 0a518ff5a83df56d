package weftline.bench;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fills a fresh server with what the cases look for.
final class Preparation {
  private static final int CONNECTIONS = 8;

  private Preparation() {}

  static void prepare(Contestant contestant) {
    Requests blobs = contestant.requests(Service.BLOB);
    Requests queues = contestant.requests(Service.QUEUE);
    Requests tables = contestant.requests(Service.TABLE);
    run(
        contestant,
        Service.BLOB,
        1,
        Stream.of("bench", "list").map(name -> BlobCases.container(blobs, name)),
        201);
    run(contestant, Service.QUEUE, 1, Stream.of(1).map(_ -> QueueCases.queue(queues)), 201);
    run(contestant, Service.TABLE, 1, Stream.of(1).map(_ -> TableCases.table(tables)), 204);
    run(contestant, Service.BLOB, CONNECTIONS, BlobCases.preparation(blobs), 201);
    run(contestant, Service.TABLE, CONNECTIONS, TableCases.preparation(tables), 204);
  }

  static Load run(
      Contestant contestant,
      Service service,
      int connections,
      Stream<ByteBuffer[]> requests,
      int expected) {
    Iterator<ByteBuffer[]> all = requests.iterator();
    List<Script> scripts =
        IntStream.range(0, connections).<Script>mapToObj(_ -> new Once(all, expected)).toList();
    return new LoadGenerator(contestant.address(service), scripts, contestant::cpuSeconds, 0)
        .runAll();
  }
}
