package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.kv.MemoryStore;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.table.Write.Kind;

final class EntitiesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
  private final Tables tables = new Tables(store, random);
  private final Entities entities = new Entities(store, tables);

  @BeforeEach
  void makeTable() {
    await(tables.create("me", "things"));
  }

  @Test
  void eachChangeHasALaterTimeThoughTheClockStandsStill() {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      times.add(write(Kind.INSERT_OR_REPLACE, "p", "r", Map.of()).timestamp());
    }
    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(times.getFirst()).isEqualTo(NOW);
  }

  @Test
  void namesOfTablesDoNotTellUpperFromLowerCase() {
    assertRefused(() -> tables.create("me", "THINGS"), StorageError.TABLE_ALREADY_EXISTS);
    write(Kind.INSERT, "p", "r", Map.of());
    assertThat(entities.find("me", "Things", "p", "r").row()).isEqualTo("r");
    assertThat(tables.find("you", "things")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "1abc", "a-b", "tables", "a_bc", "äbc"})
  void aTableMustHaveAProperName(String name) {
    assertRefused(() -> tables.create("me", name), StorageError.INVALID_RESOURCE_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", "a#b", "a?b", "a\tb", "a\u0085b"})
  void someCharactersAreNotAllowedInKeys(String key) {
    assertRefused(
        () -> entities.write("me", "things", change(Kind.INSERT, "p", key, Map.of()), NOW),
        StorageError.OUT_OF_RANGE_INPUT);
    assertRefused(
        () -> entities.write("me", "things", change(Kind.INSERT, key, "r", Map.of()), NOW),
        StorageError.OUT_OF_RANGE_INPUT);
  }

  @Test
  void aTransactionThatFailsChangesNothing() {
    write(Kind.INSERT, "p", "there", Map.of());
    List<Write> writes =
        List.of(
            change(Kind.INSERT, "p", "new", Map.of()),
            change(Kind.DELETE, "p", "there", Map.of()),
            change(Kind.REPLACE, "p", "absent", Map.of()));
    assertThatThrownBy(() -> await(entities.writeAll("me", "things", writes, NOW)))
        .cause()
        .isInstanceOfSatisfying(
            BatchRefusedException.class,
            refusal -> {
              assertThat(refusal.index()).isEqualTo(2);
              assertThat(refusal.refusal().error()).isEqualTo(StorageError.RESOURCE_NOT_FOUND);
            });
    assertThat(rows("")).containsExactly("there");
  }

  @Test
  void anEntityAppearsOnceInATransaction() {
    List<Write> writes =
        List.of(change(Kind.INSERT, "p", "r", Map.of()), change(Kind.DELETE, "p", "r", Map.of()));
    assertThatThrownBy(() -> await(entities.writeAll("me", "things", writes, NOW)))
        .hasRootCauseInstanceOf(StorageException.class)
        .hasStackTraceContaining("1:");
    assertThat(rows("")).isEmpty();
  }

  @Test
  void onlyOneOfThoseWhoInsertAtTheSameTimeGetsThrough() {
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, 20)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() ->
                        entities.write(
                            "me", "things", change(Kind.INSERT, "p", "r", Map.of()), NOW))
                    .thenCompose(stage -> stage)
                    .handle((_, failure) -> failure == null))
            .toList();
    assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  /// What the keys leave out must be what the filter leaves out.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PartitionKey eq 'b'",
        "PartitionKey eq 'b' and RowKey eq '2'",
        "PartitionKey eq 'b' and RowKey gt '2'",
        "PartitionKey eq 'b' and RowKey ge '2' and RowKey le '3'",
        "RowKey lt '3' and PartitionKey eq 'b'",
        "PartitionKey gt 'a' and PartitionKey lt 'c'",
        "PartitionKey ge 'a' and PartitionKey le 'b'",
        "PartitionKey gt 'b'",
        "PartitionKey ne 'b'",
        "RowKey eq '2'",
        "PartitionKey eq 'b' or RowKey eq '1'",
        "not (PartitionKey eq 'b')",
        "PartitionKey eq 'a' and PartitionKey eq 'b'",
        "PartitionKey eq 'b' and (RowKey eq '1' or RowKey eq '4')",
        "PartitionKey gt 7",
        "'b' le PartitionKey and ('3' gt RowKey and N ge 1)",
      })
  void aRangeOfKeysHoldsAllThatMatches(String text) {
    List<String> expected = new ArrayList<>();
    Filter filter = FilterParser.parse(text);
    for (String partition : List.of("", "a", "b", "b!", "c")) {
      for (String row : List.of("", "1", "2", "2\u00e4", "3", "4")) {
        Entity entity = write(Kind.INSERT, partition, row, Map.of("N", new Edm.Int32(1)));
        if (filter.matches(entity::property)) {
          expected.add(row);
        }
      }
    }
    assertThat(rows(text)).containsExactlyElementsOf(expected);
  }

  @Test
  void pagesFollowEachOtherWithoutGaps() {
    IntStream.range(0, 25).forEach(i -> write(Kind.INSERT, "p" + i % 5, "r" + i, Map.of()));
    List<String> found = new ArrayList<>();
    Optional<Continuation> next = Optional.empty();
    int pages = 0;
    do {
      Entities.Page page =
          entities.query("me", "things", new Entities.Query(new Filter.All(), 10, next, _ -> true));
      page.entities().forEach(entity -> found.add(entity.row()));
      next = page.next();
      pages++;
    } while (next.isPresent());
    assertThat(pages).isEqualTo(3);
    assertThat(found).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void aPageHasNoMoreThanItsBytes() {
    Edm big = new Edm.Text("x".repeat(30_000));
    Map<String, Edm> properties =
        Map.of("A", big, "B", big, "C", big, "D", big, "E", big, "F", big, "G", big);
    IntStream.range(0, 40).forEach(i -> write(Kind.INSERT, "p", "r" + i, properties));
    Entities.Page page =
        entities.query(
            "me",
            "things",
            new Entities.Query(new Filter.All(), 1_000, Optional.empty(), _ -> true));
    assertThat(page.entities()).hasSizeBetween(15, 25);
    assertThat(page.next()).isPresent();
  }

  @Test
  void aDeletedTableIsCollectedInSteps() {
    IntStream.range(0, 1_500).forEach(i -> write(Kind.INSERT, "p", "r" + i, Map.of()));
    await(tables.create("me", "other"));
    await(tables.delete("me", "things"));
    await(tables.create("me", "things"));
    write(Kind.INSERT, "p", "new", Map.of());

    TableCollector collector = new TableCollector(store);
    assertThat(await(collector.step())).isEqualTo(TableCollector.STEP_MAX);
    assertThat(await(collector.step())).isEqualTo(501);
    assertThat(await(collector.step())).isZero();
    assertThat(rows("")).containsExactly("new");
  }

  private List<String> rows(String filter) {
    Entities.Query query =
        new Entities.Query(FilterParser.parse(filter), 1_000, Optional.empty(), _ -> true);
    return entities.query("me", "things", query).entities().stream().map(Entity::row).toList();
  }

  private Entity write(Kind kind, String partition, String row, Map<String, Edm> properties) {
    return await(entities.write("me", "things", change(kind, partition, row, properties), NOW));
  }

  private static Write change(
      Kind kind, String partition, String row, Map<String, Edm> properties) {
    SequencedMap<String, Edm> ordered = new LinkedHashMap<>(properties);
    return new Write(kind, new Entity(partition, row, Instant.EPOCH, ordered), Optional.of("*"));
  }

  private static void assertRefused(Supplier<CompletionStage<?>> work, StorageError error) {
    assertThatThrownBy(() -> await(work.get()))
        .satisfies(thrown -> {
          Throwable refusal = thrown instanceof StorageException ? thrown : thrown.getCause();
          assertThat(refusal)
              .isInstanceOfSatisfying(
                  StorageException.class, storage -> assertThat(storage.error()).isEqualTo(error));
        });
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
