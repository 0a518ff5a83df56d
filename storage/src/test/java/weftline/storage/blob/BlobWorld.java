package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import weftline.kv.DiskFullException;
import weftline.kv.KeyValueStore;
import weftline.kv.StoreException;
import weftline.net.Response;
import weftline.storage.CheckReport;
import weftline.storage.PlainRequest;
import weftline.storage.StorageException;

/// A blob service on a made-up machine, and somebody who uses it and remembers what was promised.
/// After each event every blob is read: what was acknowledged is there to the byte, what was not is
/// there as a whole or not at all, and damage is never served.
final class BlobWorld {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final int[] SIZES = {0, 10, 4_000, 10_000, 70_000, 70_000, 80_000, 300_000};
  private static final long EXTENT_MAX = 400_000;
  private static final int OPERATIONS_MAX = 30;

  private final RandomGenerator random;
  private final Power power;
  private final FaultyFiles files;
  private final FaultyRows rows;
  private final StringBuilder story = new StringBuilder();

  /// What each blob may be: one possibility, or two after an operation that was not acknowledged.
  private final Map<String, List<Optional<byte[]>>> expected = new TreeMap<>();

  private BlobService service;
  private Instant now = PlainRequest.NOW;
  private boolean damaged;

  private BlobWorld(long seed) throws IOException {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    power = new Power(random);
    files = new FaultyFiles(random, power);
    rows = new FaultyRows(random, power);
    service = start();
    send(PlainRequest.of("PUT", "/me/box?restype=container"));
    NAMES.forEach(name -> expected.put(name, List.of(Optional.empty())));
  }

  /// Lives through some events and gives what was told.
  static String run(long seed, int events) throws IOException {
    BlobWorld world = new BlobWorld(seed);
    for (int event = 0; event < events; event++) {
      world.step();
      world.checkRows();
      world.checkAll();
    }
    world.converge();
    return world.story.toString();
  }

  private BlobService start() throws IOException {
    return new BlobService(rows, ExtentStore.open(files, EXTENT_MAX, Runnable::run));
  }

  private void step() throws IOException {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> {
        power.goOutWithin(OPERATIONS_MAX);
        change();
        change();
        restart();
      }
      case 3, 4 -> {
        files.fillUpTo(random.nextInt(300_000));
        change();
        change();
        files.makeRoom();
      }
      case 5 -> {
        rows.setFull(true);
        change();
        rows.setFull(false);
      }
      case 6, 7, 8 -> collect();
      case 9 -> {
        power.goOutWithin(OPERATIONS_MAX);
        collect();
        restart();
      }
      case 10 -> damage();
      default -> change();
    }
  }

  private void change() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(6)) {
      case 0 -> attempt(name, Optional.empty(), () -> send(request("DELETE", name)));
      case 1 -> putBlocks(name);
      default -> {
        byte[] content = content();
        attempt(
            name,
            Optional.of(content),
            () -> send(request("PUT", name).with("x-ms-blob-type", "BlockBlob").withBody(content)));
      }
    }
  }

  private void putBlocks(String name) {
    byte[] first = content();
    byte[] second = content();
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    attempt(
        name,
        Optional.of(both.toByteArray()),
        () -> {
          send(request("PUT", name + "?comp=block&blockid=AAAA").withBody(first));
          send(request("PUT", name + "?comp=block&blockid=BBBB").withBody(second));
          String list = "<BlockList><Latest>AAAA</Latest><Latest>BBBB</Latest></BlockList>";
          send(
              request("PUT", name + "?comp=blocklist")
                  .withBody(list.getBytes(StandardCharsets.UTF_8)));
        });
  }

  /// Does it, and remembers what the blob may be from now on. An answer is a promise; a full disk
  /// promises that nothing has changed; after any other outage nobody knows.
  private void attempt(String name, Optional<byte[]> wanted, Operation operation) {
    String told = "done";
    try {
      operation.run();
      expected.put(name, List.of(wanted));
    } catch (StorageException e) {
      told = e.error().code();
    } catch (DiskFullException _) {
      told = "full";
    } catch (StoreException | IOException _) {
      told = "outage";
      List<Optional<byte[]>> possible = new ArrayList<>(possible(name));
      possible.add(wanted);
      expected.put(name, possible);
    }
    tell(name + " " + wanted.map(bytes -> bytes.length + " bytes").orElse("gone") + ": " + told);
  }

  private void collect() {
    now = now.plus(Duration.ofDays(random.nextInt(10)));
    String told = "done";
    try {
      service.collect(now);
    } catch (IOException | StoreException | CompletionException _) {
      told = "outage";
    }
    tell("collect: " + told);
  }

  private void restart() throws IOException {
    files.cutPower();
    power.comeBack();
    service = start();
    tell("power cut");
  }

  private void checkRows() throws IOException {
    if (damaged) {
      return;
    }
    CheckReport report = new CheckReport(_ -> {});
    try (KeyValueStore.Snapshot snapshot = rows.snapshot()) {
      BlobCheck.run(snapshot, ExtentStore.open(files, EXTENT_MAX, Runnable::run), report);
    }
    assertThat(report.damage()).as(story.toString()).isEmpty();
  }

  private void damage() {
    files
        .flipABit()
        .ifPresent(number -> {
          damaged = true;
          tell("a bit flips in extent " + number);
        });
  }

  private void checkAll() throws IOException {
    for (String name : NAMES) {
      check(name);
    }
  }

  private void check(String name) throws IOException {
    try {
      Optional<byte[]> found = read(name);
      List<Optional<byte[]>> fitting =
          possible(name).stream().filter(each -> same(each, found)).toList();
      if (fitting.isEmpty()) {
        fail("blob %s is %s after:%n%s".formatted(name, describe(found), story));
      }
      expected.put(name, List.of(fitting.getFirst()));
    } catch (StoreException e) {
      if (!damaged) {
        throw new AssertionError("cannot read " + name + " after:\n" + story, e);
      }
    }
  }

  /// When the faults stop, everything can be written, read and deleted, and the space comes back.
  private void converge() throws IOException {
    damaged = false;
    for (String name : NAMES) {
      byte[] content = content();
      send(request("PUT", name).with("x-ms-blob-type", "BlockBlob").withBody(content));
      expected.put(name, List.of(Optional.of(content)));
    }
    checkAll();
    for (String name : NAMES) {
      send(request("DELETE", name));
    }
    restart();
    now = now.plus(Duration.ofDays(30));
    for (int round = 0; round < 4; round++) {
      service.collect(now);
    }
    assertThat(files.numbers()).as(story.toString()).isEmpty();
  }

  private Optional<byte[]> read(String name) throws IOException {
    try {
      Response response = send(request("GET", name));
      return Optional.of(bytes(response));
    } catch (StorageException e) {
      assertThat(e.error().status()).isEqualTo(404);
      return Optional.empty();
    }
  }

  private static byte[] bytes(Response response) throws IOException {
    return switch (response.body()) {
      case Response.Body.Bytes(var bytes) -> bytes;
      case Response.Body.Stream stream -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream.writer().write(out);
        yield out.toByteArray();
      }
      case Response.Body.FilePart part -> throw new IllegalStateException(part.toString());
    };
  }

  private Response send(PlainRequest request) throws IOException {
    try {
      now = now.plusMillis(1);
      return service.handle(request.authenticatedAt(now)).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static PlainRequest request(String method, String nameAndQuery) {
    return PlainRequest.of(method, "/me/box/" + nameAndQuery);
  }

  private byte[] content() {
    byte[] content = new byte[SIZES[random.nextInt(SIZES.length)]];
    random.nextBytes(content);
    return content;
  }

  private List<Optional<byte[]>> possible(String name) {
    return Optional.ofNullable(expected.get(name)).orElseThrow();
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && Arrays.equals(one.orElse(new byte[0]), other.orElse(new byte[0]));
  }

  private static String describe(Optional<byte[]> blob) {
    return blob.map(bytes -> bytes.length + " bytes").orElse("gone");
  }

  private void tell(String line) {
    story.append(line).append('\n');
  }

  /// Something that a client asks for.
  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }
}
