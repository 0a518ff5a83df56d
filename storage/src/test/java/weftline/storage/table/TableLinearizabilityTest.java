package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.kv.rocksdb.RocksSettings;
import weftline.kv.rocksdb.RocksStore;
import weftline.storage.Linearizability;
import weftline.storage.Linearizability.Operation;
import weftline.storage.Recorder;
import weftline.storage.StorageException;
import weftline.storage.table.EntityUse.Answer;
import weftline.storage.table.Write.Kind;

/// Clients that insert, replace, merge, delete and read one entity at the same time see it as if
/// they took turns, with ETags too; the checker would notice if they did not.
final class TableLinearizabilityTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CLIENTS = 4;
  private static final int OPERATIONS_EACH = 100;

  @TempDir Path folder;

  @Test
  void inMemory() {
    for (long seed = 1; seed <= 3; seed++) {
      try (KeyValueStore store = new MemoryStore()) {
        check(store, seed);
      }
    }
  }

  @Test
  void onDisk() throws IOException {
    try (KeyValueStore store =
        RocksStore.open(folder, RocksSettings.defaults(), Thread::new, ForkJoinPool.commonPool())) {
      check(store, 4);
    }
  }

  @Test
  void aStaleReadIsFound() {
    Entity first = entity(1, Map.of("A", 1));
    assertThat(
            unexplained(
                done(Kind.INSERT, "*", first, first),
                done(Kind.REPLACE, "*", entity(2, Map.of("A", 2)), entity(2, Map.of("A", 2))),
                new EntityUse.Found(new Answer.Done(first))))
        .hasSize(1);
  }

  @Test
  void aLostUpdateIsFound() {
    Entity first = entity(1, Map.of("A", 1));
    Entity second = entity(2, Map.of("A", 2));
    Entity third = entity(3, Map.of("A", 3));
    assertThat(
            unexplained(
                done(Kind.INSERT, "*", first, first),
                done(Kind.REPLACE, first.etag(), second, second),
                done(Kind.REPLACE, first.etag(), third, third)))
        .hasSize(1);
  }

  @Test
  void aMergeThatForgetsIsFound() {
    Entity first = entity(1, Map.of("A", 1));
    Entity change = entity(2, Map.of("B", 2));
    assertThat(unexplained(done(Kind.INSERT, "*", first, first))).isEmpty();
    assertThat(
            unexplained(
                done(Kind.INSERT, "*", first, first), done(Kind.MERGE, "*", change, change)))
        .hasSize(1);
  }

  @Test
  void twoWhoHaveBothInsertedAreFound() {
    Entity first = entity(1, Map.of());
    Entity second = entity(2, Map.of());
    assertThat(
            unexplained(
                done(Kind.INSERT, "*", first, first), done(Kind.INSERT, "*", second, second)))
        .hasSize(1);
  }

  private static void check(KeyValueStore store, long seed) {
    Tables tables = new Tables(store, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    tables.create("me", "things").toCompletableFuture().join();
    Entities entities = new Entities(store, tables);
    Recorder<EntityUse> recorder = new Recorder<>();
    recorder.run(CLIENTS, seed, random -> use(entities, recorder, random));
    List<Operation<EntityUse>> history = recorder.history();
    assertThat(history).hasSize(CLIENTS * OPERATIONS_EACH);
    assertThat(recorder.overlaps()).as("seed %d", seed).isPositive();
    assertThat(Linearizability.unexplained(EntityUse::after, Optional.empty(), history))
        .as("seed %d", seed)
        .isEmpty();
  }

  /// Uses the entity again and again, knowing the last state that this client has seen.
  private static void use(Entities entities, Recorder<EntityUse> recorder, RandomGenerator random) {
    String known = "*";
    for (int i = 0; i < OPERATIONS_EACH; i++) {
      Optional<Write> write =
          random.nextInt(3) == 0 ? Optional.empty() : Optional.of(wish(random, known));
      EntityUse use = recorder.record(() -> carryOut(entities, write));
      if (use instanceof EntityUse.Found(Answer.Done(var entity))) {
        known = entity.etag();
      }
    }
  }

  private static Write wish(RandomGenerator random, String known) {
    Kind[] kinds = Kind.values();
    Kind kind = kinds[random.nextInt(kinds.length)];
    String name = random.nextBoolean() ? "A" : "B";
    return write(
        kind,
        random.nextInt(3) == 0 ? "*" : known,
        entity(0, kind == Kind.DELETE ? Map.of() : Map.of(name, random.nextInt(1_000))));
  }

  private static EntityUse carryOut(Entities entities, Optional<Write> write) {
    if (write.isEmpty()) {
      return new EntityUse.Found(answer(() -> entities.find("me", "things", "p", "r")));
    }
    return new EntityUse.Changed(
        write.get(),
        answer(
            () -> entities.write("me", "things", write.get(), NOW).toCompletableFuture().join()));
  }

  private static Answer answer(Supplier<Entity> work) {
    try {
      return new Answer.Done(work.get());
    } catch (StorageException e) {
      return new Answer.Refused(e.error());
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException refusal) {
        return new Answer.Refused(refusal.error());
      }
      throw e;
    }
  }

  /// One after the other.
  private static List<Operation<EntityUse>> unexplained(EntityUse... uses) {
    List<Operation<EntityUse>> history = new ArrayList<>();
    for (EntityUse use : uses) {
      history.add(new Operation<>(2L * history.size(), 2L * history.size() + 1, use));
    }
    return Linearizability.unexplained(EntityUse::after, Optional.empty(), history);
  }

  private static EntityUse done(Kind kind, String match, Entity given, Entity answer) {
    return new EntityUse.Changed(write(kind, match, given), new Answer.Done(answer));
  }

  private static Write write(Kind kind, String match, Entity entity) {
    return new Write(kind, entity, Optional.of(match));
  }

  private static Entity entity(int second, Map<String, Integer> numbers) {
    LinkedHashMap<String, Edm> properties = new LinkedHashMap<>();
    numbers.forEach((name, number) -> properties.put(name, new Edm.Int32(number)));
    return new Entity("p", "r", NOW.plusSeconds(second), properties);
  }
}
