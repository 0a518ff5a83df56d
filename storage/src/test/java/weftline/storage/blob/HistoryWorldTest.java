package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.kv.Key;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.Retention;
import weftline.storage.StorageException;

/// One blob is written, kept, deleted and had back by chance. Whatever is kept reads as it was, and
/// when all is deleted and its time is over, no row and no extent is left.
class HistoryWorldTest {
  private static final String BLOB = "/me/box/blob";
  private static final int STEPS = 40;

  @TempDir Path folder;

  private final KeyValueStore store = new MemoryStore();
  private final List<State> states = new ArrayList<>();
  private Optional<String> present = Optional.empty();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keepsWhatItPromises(long seed) throws IOException {
    Random random = new Random(seed);
    boolean versions = seed % 2 == 0;
    boolean kept = seed % 3 == 0;
    Retention retention =
        Retention.of(
            versions, kept ? Optional.of(Duration.ofDays(7)) : Optional.empty(), Optional.empty());
    try (ExtentStore extents = ExtentStore.open(folder, 1_000_000, Runnable::run)) {
      BlobService service = new BlobService(store, extents, retention);
      send(service, PlainRequest.of("PUT", "/me/box?restype=container"));
      for (int step = 0; step < STEPS; step++) {
        step(service, random, versions, kept);
        service.collect(PlainRequest.NOW.plus(Duration.ofHours(step)));
        check(service);
      }
      deleteAll(service);
      service.collect(PlainRequest.NOW.plus(Duration.ofDays(8)));
      service.collect(PlainRequest.NOW.plus(Duration.ofDays(9)));
      assertThat(rows()).isOne();
    }
  }

  private void step(BlobService service, Random random, boolean versions, boolean kept)
      throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1 -> write(service, random, versions, kept);
      case 2 -> snapshot(service, versions);
      case 3 -> delete(service, random.nextBoolean(), versions, kept);
      case 4 -> deleteOne(service, random, kept);
      case 5 -> undelete(service, kept);
      default -> changeMetadata(service, versions);
    }
  }

  private void write(BlobService service, Random random, boolean versions, boolean kept)
      throws IOException {
    int length = List.of(0, 10, 70_000, 300_000).get(random.nextInt(4));
    String text = Character.toString('a' + random.nextInt(26)).repeat(length);
    if (length == 10) {
      writeBlocks(service, text);
    } else {
      send(
          service, PlainRequest.of("PUT", BLOB).with("x-ms-blob-type", "BlockBlob").withBody(text));
    }
    if (!versions && kept && present.isPresent()) {
      states.add(new State(Kind.SNAPSHOT, "", present.get(), true));
    }
    present = Optional.of(text);
    noteVersion(service, versions);
  }

  private void writeBlocks(BlobService service, String text) throws IOException {
    String block = BLOB + "?comp=block&blockid=";
    send(service, PlainRequest.of("PUT", block + "QQ==").withBody(text.substring(0, 4)));
    send(service, PlainRequest.of("PUT", block + "Qg==").withBody(text.substring(4)));
    send(
        service,
        PlainRequest.of("PUT", BLOB + "?comp=blocklist")
            .withBody("<BlockList><Latest>QQ==</Latest><Latest>Qg==</Latest></BlockList>"));
  }

  private void changeMetadata(BlobService service, boolean versions) throws IOException {
    if (present.isPresent()) {
      send(service, PlainRequest.of("PUT", BLOB + "?comp=metadata").with("x-ms-meta-a", "b"));
      noteVersion(service, versions);
    }
  }

  private void snapshot(BlobService service, boolean versions) throws IOException {
    if (present.isPresent()) {
      Response response = send(service, PlainRequest.of("PUT", BLOB + "?comp=snapshot"));
      String time = response.headers().first("x-ms-snapshot").orElseThrow();
      states.add(new State(Kind.SNAPSHOT, time, present.get(), false));
      noteVersion(service, versions);
    }
  }

  private void noteVersion(BlobService service, boolean versions) throws IOException {
    if (versions) {
      Response head = send(service, PlainRequest.of("HEAD", BLOB));
      String version = head.headers().first("x-ms-version-id").orElseThrow();
      states.add(new State(Kind.VERSION, version, present.orElseThrow(), false));
    }
  }

  private void delete(BlobService service, boolean only, boolean versions, boolean kept)
      throws IOException {
    if (present.isEmpty()) {
      return;
    }
    String snapshots = only ? "only" : "include";
    send(service, PlainRequest.of("DELETE", BLOB).with("x-ms-delete-snapshots", snapshots));
    leave(state -> state.kind() == Kind.SNAPSHOT, kept);
    if (!only) {
      if (!versions && kept) {
        states.replaceAll(State::baseAsSnapshot);
        states.add(new State(Kind.BASE, "", present.get(), true));
      }
      present = Optional.empty();
    }
  }

  private void deleteOne(BlobService service, Random random, boolean kept) throws IOException {
    List<State> live =
        states.stream().filter(state -> !state.deleted() && !state.id().isEmpty()).toList();
    if (live.isEmpty()) {
      return;
    }
    State state = live.get(random.nextInt(live.size()));
    PlainRequest request = PlainRequest.of("DELETE", BLOB + "?" + state.parameter());
    if (isCurrent(service, state)) {
      assertThatThrownBy(() -> send(service, request)).isInstanceOf(StorageException.class);
      return;
    }
    send(service, request);
    leave(state::equals, kept);
  }

  private void undelete(BlobService service, boolean kept) throws IOException {
    boolean any = states.stream().anyMatch(State::deleted);
    if (present.isEmpty() && !any) {
      assertThatThrownBy(() -> send(service, PlainRequest.of("PUT", BLOB + "?comp=undelete")))
          .isInstanceOf(StorageException.class);
      return;
    }
    send(service, PlainRequest.of("PUT", BLOB + "?comp=undelete"));
    if (kept && present.isEmpty()) {
      Optional<State> base = states.stream().filter(state -> state.kind() == Kind.BASE).findFirst();
      present = base.map(State::content);
      base.ifPresent(states::remove);
    }
    states.replaceAll(state -> state.baseAsSnapshot().withDeleted(false));
  }

  private void leave(Predicate<State> which, boolean kept) {
    if (kept) {
      states.replaceAll(state -> which.test(state) ? state.withDeleted(true) : state);
    } else {
      states.removeIf(which);
    }
  }

  private void deleteAll(BlobService service) throws IOException {
    if (present.isPresent()) {
      send(service, PlainRequest.of("DELETE", BLOB).with("x-ms-delete-snapshots", "include"));
    }
    String list = "/me/box?restype=container&comp=list&include=versions,snapshots";
    String names = text(send(service, PlainRequest.of("GET", list)));
    for (String element : new String[] {"VersionId", "Snapshot"}) {
      String parameter = element.equals("Snapshot") ? "snapshot" : "versionid";
      for (String part : names.split("<" + element + ">", -1)) {
        if (part.contains("</" + element + ">")) {
          String time = part.substring(0, part.indexOf('<'));
          send(service, PlainRequest.of("DELETE", BLOB + "?" + parameter + "=" + time));
        }
      }
    }
  }

  private void check(BlobService service) throws IOException {
    if (present.isPresent()) {
      assertThat(text(send(service, PlainRequest.of("GET", BLOB))))
          .isEqualTo(present.orElseThrow());
    } else {
      assertThatThrownBy(() -> send(service, PlainRequest.of("GET", BLOB)))
          .isInstanceOf(StorageException.class);
    }
    for (State state : states) {
      PlainRequest request = PlainRequest.of("GET", BLOB + "?" + state.parameter());
      if (state.id().isEmpty()) {
        continue;
      }
      if (state.deleted()) {
        assertThatThrownBy(() -> send(service, request)).isInstanceOf(StorageException.class);
      } else {
        assertThat(text(send(service, request))).isEqualTo(state.content());
      }
    }
  }

  private boolean isCurrent(BlobService service, State state) throws IOException {
    return present.isPresent()
        && send(service, PlainRequest.of("HEAD", BLOB))
            .headers()
            .first("x-ms-version-id")
            .equals(Optional.of(state.id()));
  }

  private static Response send(BlobService service, PlainRequest request) throws IOException {
    try {
      return service.handle(request.authenticated()).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String text(Response response) throws IOException {
    return switch (response.body()) {
      case Response.Body.Bytes(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case Response.Body.Stream(long length, Response.Writer writer) -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        assertThat(out.size()).isEqualTo(length);
        yield out.toString(StandardCharsets.UTF_8);
      }
      case Response.Body.FilePart part -> throw new AssertionError(part);
    };
  }

  private int rows() {
    int count = 0;
    try (KeyValueStore.Snapshot snapshot = store.snapshot();
        KeyValueStore.Cursor cursor = snapshot.scan(Key.first(), Optional.empty())) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }

  /// What a state is kept as.
  private enum Kind {
    SNAPSHOT,
    VERSION,
    BASE
  }

  /// What should be kept of the blob.
  ///
  /// @param id empty where the client does not know it
  private record State(Kind kind, String id, String content, boolean deleted) {
    String parameter() {
      return (kind == Kind.VERSION ? "versionid=" : "snapshot=") + id;
    }

    State withDeleted(boolean now) {
      return new State(kind, id, content, now);
    }

    State baseAsSnapshot() {
      return kind == Kind.BASE ? new State(Kind.SNAPSHOT, id, content, deleted) : this;
    }
  }
}
