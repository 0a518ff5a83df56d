package weftline.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.ListTablesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableItem;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionResponse;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.data.tables.models.TableTransactionFailedException;
import com.azure.data.tables.sas.TableSasPermission;
import com.azure.data.tables.sas.TableSasSignatureValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.ServiceKind;
import weftline.storage.StorageFixture;

/// Tables as the official library for Java uses them, over the engine on disk. Each test has a
/// table of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TableSdkTest {
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final StorageFixture storage;
  private final TableServiceClient service;

  TableSdkTest(@TempDir Path folder) throws IOException {
    storage = StorageFixture.onDisk(folder.resolve("store"));
    service =
        new TableServiceClientBuilder().connectionString(storage.connectionString()).buildClient();
  }

  @AfterAll
  void closeStorage() {
    storage.close();
  }

  @Test
  void tablesAreMadeOnceListedAndDeleted() {
    List.of("listA", "listB", "listC").forEach(service::createTable);
    service.createTableIfNotExists("LISTA");
    assertRefused(() -> service.createTable("lista"), 409, "TableAlreadyExists");
    assertThat(
            service.listTables(
                new ListTablesOptions().setFilter("TableName ge 'list' and TableName lt 'lisu'"),
                WAIT,
                Context.NONE))
        .extracting(TableItem::getName)
        .containsExactly("listA", "listB", "listC");
    assertThat(
            service
                .listTables(new ListTablesOptions().setTop(2), WAIT, Context.NONE)
                .iterableByPage()
                .iterator()
                .next()
                .getValue())
        .hasSize(2);
    service.deleteTable("listA");
    assertRefused(
        () -> service.getTableClient("listA").createEntity(entity("p", "r")), 404, "TableNotFound");
    service.createTable("listA");
    assertThat(service.getTableClient("listA").listEntities()).isEmpty();
    assertRefused(() -> service.createTable("1bad"), 400, "InvalidResourceName");
  }

  @Test
  void everyTypeComesBackAsItWent() {
    TableClient table = service.createTable("types");
    UUID id = UUID.fromString("c9da6455-213d-42c9-9a79-3e9149a57833");
    OffsetDateTime time = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 678_900_000, ZoneOffset.UTC);
    table.createEntity(
        entity("it's", "a b+c%ü€𝄞")
            .addProperty("Text", "grüße \"<&>\" 'x'\n")
            .addProperty("Int", 42)
            .addProperty("Long", Long.MAX_VALUE)
            .addProperty("Double", 1.0)
            .addProperty("Flag", true)
            .addProperty("Time", time)
            .addProperty("Id", id)
            .addProperty("Bytes", new byte[] {0, 1, (byte) 0xff}));

    TableEntity got = table.getEntity("it's", "a b+c%ü€𝄞");
    assertThat(got.getProperty("Text")).isEqualTo("grüße \"<&>\" 'x'\n");
    assertThat(got.getProperty("Int")).isEqualTo(42);
    assertThat(got.getProperty("Long")).isEqualTo(Long.MAX_VALUE);
    assertThat(got.getProperty("Double")).isEqualTo(1.0);
    assertThat(got.getProperty("Flag")).isEqualTo(true);
    assertThat(got.getProperty("Time")).isEqualTo(time);
    assertThat(got.getProperty("Id")).isEqualTo(id);
    assertThat((byte[]) got.getProperty("Bytes")).containsExactly(0, 1, 0xff);
    assertThat(got.getTimestamp()).isAfter(OffsetDateTime.parse("2020-01-01T00:00:00Z"));
    table.deleteEntity("it's", "a b+c%ü€𝄞");
    assertRefused(() -> table.getEntity("it's", "a b+c%ü€𝄞"), 404, "ResourceNotFound");
  }

  @Test
  void changesFollowTheirRules() {
    TableClient table = service.createTable("changes");
    table.createEntity(entity("p", "r").addProperty("A", 1).addProperty("B", 1));
    assertRefused(() -> table.createEntity(entity("p", "r")), 409, "EntityAlreadyExists");

    table.updateEntity(entity("p", "r").addProperty("A", 2), TableEntityUpdateMode.MERGE);
    assertThat(table.getEntity("p", "r").getProperties()).containsEntry("A", 2).containsKey("B");
    table.updateEntity(entity("p", "r").addProperty("A", 3), TableEntityUpdateMode.REPLACE);
    assertThat(table.getEntity("p", "r").getProperties())
        .containsEntry("A", 3)
        .doesNotContainKey("B");

    table.upsertEntity(entity("p", "new").addProperty("A", 4));
    table.upsertEntity(entity("p", "new").addProperty("B", 5));
    assertThat(table.getEntity("p", "new").getProperties())
        .containsEntry("A", 4)
        .containsEntry("B", 5);
    assertRefused(
        () -> table.updateEntity(entity("p", "absent"), TableEntityUpdateMode.REPLACE),
        404,
        "ResourceNotFound");
  }

  @Test
  void anOldETagIsRefused() {
    TableClient table = service.createTable("etags");
    table.createEntity(entity("p", "r").addProperty("A", 1));
    TableEntity first = table.getEntity("p", "r");
    table.updateEntityWithResponse(
        first.addProperty("A", 2), TableEntityUpdateMode.REPLACE, true, WAIT, Context.NONE);
    assertRefused(
        () ->
            table.updateEntityWithResponse(
                first, TableEntityUpdateMode.REPLACE, true, WAIT, Context.NONE),
        412,
        "UpdateConditionNotSatisfied");
    assertRefused(
        () -> table.deleteEntityWithResponse(first, true, WAIT, Context.NONE),
        412,
        "UpdateConditionNotSatisfied");
    table.deleteEntityWithResponse(table.getEntity("p", "r"), true, WAIT, Context.NONE);
    assertThat(table.listEntities()).isEmpty();
  }

  @Test
  void queriesFilterSelectAndPage() {
    TableClient table = service.createTable("queries");
    for (int i = 0; i < 25; i++) {
      table.createEntity(
          entity("p" + i / 10, "r%02d".formatted(i))
              .addProperty("N", i)
              .addProperty("L", (long) i << 40)
              .addProperty("Even", i % 2 == 0));
    }
    assertThat(rows(table, "PartitionKey eq 'p1' and RowKey gt 'r17'"))
        .containsExactly("r18", "r19");
    assertThat(rows(table, "N ge 3 and (N lt 5 or not (N ne 20))"))
        .containsExactly("r03", "r04", "r20");
    assertThat(rows(table, "L gt 25288767438848L")).containsExactly("r24");
    assertThat(rows(table, "Even eq true and PartitionKey ge 'p2'"))
        .containsExactly("r20", "r22", "r24");
    assertThat(rows(table, "Missing eq 1")).isEmpty();

    ListEntitiesOptions options = new ListEntitiesOptions().setTop(10).setSelect(List.of("N"));
    assertThat(table.listEntities(options, WAIT, Context.NONE).iterableByPage())
        .extracting(page -> page.getValue().size())
        .containsExactly(10, 10, 5);
    assertThat(table.listEntities(options, WAIT, Context.NONE))
        .allSatisfy(entity ->
            assertThat(entity.getProperties()).containsKey("N").doesNotContainKeys("L", "Even"));
    assertThatThrownBy(() -> rows(table, "N eq")).hasMessageContaining("400");
  }

  @Test
  void aTransactionDoesAllOrNothing() {
    TableClient table = service.createTable("transactions");
    table.createEntity(entity("p", "old").addProperty("A", 1));
    List<TableTransactionAction> actions =
        List.of(
            action(TableTransactionActionType.CREATE, entity("p", "a").addProperty("T", "grüße")),
            action(TableTransactionActionType.UPSERT_MERGE, entity("p", "old").addProperty("B", 2)),
            action(TableTransactionActionType.UPSERT_REPLACE, entity("p", "b")));
    assertThat(table.submitTransaction(actions).getTransactionActionResponses())
        .extracting(TableTransactionActionResponse::getStatusCode)
        .containsExactly(204, 204, 204);
    assertThat(table.getEntity("p", "a").getProperty("T")).isEqualTo("grüße");
    assertThat(table.getEntity("p", "old").getProperties()).containsKeys("A", "B");

    List<TableTransactionAction> failing =
        List.of(
            action(TableTransactionActionType.DELETE, entity("p", "a")),
            action(TableTransactionActionType.CREATE, entity("p", "b")));
    assertThatExceptionOfType(TableTransactionFailedException.class)
        .isThrownBy(() -> table.submitTransaction(failing))
        .satisfies(failure -> {
          assertThat(failure.getFailedTransactionActionIndex()).isEqualTo(1);
          assertThat(failure.getValue().getErrorCode()).hasToString("EntityAlreadyExists");
        });
    assertThat(table.getEntity("p", "a").getRowKey()).isEqualTo("a");
  }

  @Test
  void aTransactionHasLimits() {
    TableClient table = service.createTable("hundred");
    table.submitTransaction(creations(100));
    assertThat(table.listEntities()).hasSize(100);
    assertTransactionRefused(table, creations(101), "InvalidInput");
    assertTransactionRefused(
        table,
        List.of(
            action(TableTransactionActionType.CREATE, entity("q", "1")),
            action(TableTransactionActionType.CREATE, entity("q2", "2"))),
        "CommandsInBatchActOnDifferentPartitions");
    assertTransactionRefused(
        service.getTableClient("absent"),
        List.of(action(TableTransactionActionType.CREATE, entity("q", "1"))),
        "TableNotFound");
  }

  private static void assertTransactionRefused(
      TableClient table, List<TableTransactionAction> actions, String code) {
    assertThatExceptionOfType(TableTransactionFailedException.class)
        .isThrownBy(() -> table.submitTransaction(actions))
        .satisfies(failure -> assertThat(failure.getValue().getErrorCode()).hasToString(code));
  }

  @Test
  void whatIsTooLargeOrBadlyNamedIsRefused() {
    TableClient table = service.createTable("limits");
    assertRefused(
        () -> table.createEntity(entity("p", "x".repeat(1_025))), 400, "KeyValueTooLarge");
    assertRefused(
        () -> table.createEntity(entity("p", "r").addProperty("T", "x".repeat(40_000))),
        400,
        "PropertyValueTooLarge");
    TableEntity wide = entity("p", "r");
    IntStream.range(0, 253).forEach(i -> wide.addProperty("P" + i, i));
    assertRefused(() -> table.createEntity(wide), 400, "TooManyProperties");
    TableEntity heavy = entity("p", "r");
    IntStream.range(0, 20).forEach(i -> heavy.addProperty("P" + i, "x".repeat(30_000)));
    assertRefused(() -> table.createEntity(heavy), 400, "EntityTooLarge");
    assertRefused(
        () -> table.createEntity(entity("p", "r").addProperty("a-b", 1)),
        400,
        "PropertyNameInvalid");
  }

  @Test
  void aSignatureOpensOnlyItsRows() {
    TableClient table = service.createTable("signed");
    List.of("a", "b", "c").forEach(row -> table.createEntity(entity("p", row)));
    TableSasSignatureValues wanted =
        new TableSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                new TableSasPermission().setReadPermission(true))
            .setStartPartitionKey("p")
            .setStartRowKey("b")
            .setEndPartitionKey("p")
            .setEndRowKey("b");
    TableClient reader =
        new TableClientBuilder()
            .endpoint(storage.endpoint(ServiceKind.TABLE))
            .tableName("signed")
            .sasToken(table.generateSas(wanted))
            .buildClient();
    assertThat(reader.listEntities()).extracting(TableEntity::getRowKey).containsExactly("b");
    assertRefused(() -> reader.getEntity("p", "c"), 403, "AuthorizationPermissionMismatch");
    assertRefused(
        () -> reader.createEntity(entity("p", "b")), 403, "AuthorizationPermissionMismatch");
  }

  private static List<TableTransactionAction> creations(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> action(TableTransactionActionType.CREATE, entity("p", "r" + i)))
        .toList();
  }

  private static TableTransactionAction action(
      TableTransactionActionType type, TableEntity entity) {
    return new TableTransactionAction(type, entity);
  }

  private static List<String> rows(TableClient table, String filter) {
    return table
        .listEntities(new ListEntitiesOptions().setFilter(filter), WAIT, Context.NONE)
        .stream()
        .map(TableEntity::getRowKey)
        .toList();
  }

  private static TableEntity entity(String partition, String row) {
    return new TableEntity(partition, row);
  }

  /// The library wraps some refusals once more.
  private static void assertRefused(Runnable work, int status, String code) {
    RuntimeException thrown = catchRuntimeException(work::run);
    Throwable refusal = thrown instanceof TableServiceException ? thrown : thrown.getCause();
    assertThat(refusal)
        .isInstanceOfSatisfying(
            TableServiceException.class,
            service -> {
              assertThat(service.getResponse().getStatusCode()).isEqualTo(status);
              assertThat(service.getValue().getErrorCode()).hasToString(code);
            });
  }
}
