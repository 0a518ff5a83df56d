package weftline.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is measured of the blob service.
final class BlobCases {
  static final int LISTED = 5_000;

  private static final int SMALL = 4 << 10;
  private static final int MEDIUM = 1 << 20;
  private static final int LARGE = 100 << 20;
  private static final int SMALL_COUNT = 1_000;
  private static final int MEDIUM_COUNT = 32;
  private static final String BLOCK_BLOB = "x-ms-blob-type: BlockBlob";

  private BlobCases() {}

  static List<Case> all() {
    ByteBuffer small = noise(SMALL);
    ByteBuffer medium = noise(MEDIUM);
    return List.of(
        Case.small(
            "blob put 4 KiB",
            Service.BLOB,
            requests -> _ -> new Repeat(() -> put(requests, Names.next(), small), 201)),
        Case.small(
            "blob get 4 KiB",
            Service.BLOB,
            requests ->
                seed -> {
                  Random dice = new Random(seed);
                  return new Repeat(
                      () -> requests.get("/bench/small" + dice.nextInt(SMALL_COUNT)), 200);
                }),
        new Case(
            "blob put 1 MiB",
            Service.BLOB,
            Case.CONNECTIONS,
            MEDIUM,
            requests -> number -> new Repeat(() -> put(requests, "again" + number, medium), 201)),
        new Case(
            "blob get 1 MiB",
            Service.BLOB,
            Case.CONNECTIONS,
            MEDIUM,
            requests -> number -> new Repeat(() -> requests.get("/bench/medium" + number), 200)),
        new Case(
            "blob get 100 MiB",
            Service.BLOB,
            2,
            LARGE,
            requests -> _ -> new Repeat(() -> requests.get("/bench/large"), 200)),
        new Case(
            "blob list 5,000",
            Service.BLOB,
            4,
            0,
            requests ->
                _ -> new Repeat(() -> requests.get("/list?restype=container&comp=list"), 200)));
  }

  /// What must be there before.
  static Stream<ByteBuffer[]> preparation(Requests requests) {
    ByteBuffer small = noise(SMALL);
    ByteBuffer medium = noise(MEDIUM);
    return Stream.of(
            IntStream.range(0, SMALL_COUNT).mapToObj(i -> put(requests, "small" + i, small)),
            IntStream.range(0, MEDIUM_COUNT).mapToObj(i -> put(requests, "medium" + i, medium)),
            Stream.of(1).map(_ -> put(requests, "large", noise(LARGE))),
            IntStream.range(0, LISTED)
                .mapToObj(
                    i -> requests.put("/list/folder/blob%05d".formatted(i), noise(16), BLOCK_BLOB)))
        .flatMap(part -> part);
  }

  static ByteBuffer[] container(Requests requests, String name) {
    return requests.put("/" + name + "?restype=container", ByteBuffer.allocate(0));
  }

  static ByteBuffer[] put(Requests requests, String name, ByteBuffer bytes) {
    return requests.put(
        "/bench/" + name, bytes, BLOCK_BLOB, "Content-Type: application/octet-stream");
  }

  /// Bytes that cannot be compressed.
  static ByteBuffer noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
